import { PageQueries } from "@/components/layout/page-queries";
import { openPage, versionsOf } from "@/components/prompts/open-page";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { PromptDiffView } from "@/components/prompts/versions/diff-view";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { getDiff, getVersion, listVersions } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
}

export async function generateMetadata({ params, searchParams }: Props) {
  const { from, to } = await searchParams;
  return { title: `v${from} → v${to} of ${decodeURIComponent((await params).name)}` };
}

export default async function DiffPage({ params, searchParams }: Props) {
  const page = await openPage(params);
  const { project, name, mayWrite, client, actor } = page;
  const { from, to } = versionsOf(await searchParams, page);
  const [versions, left, right, diff] = await orNotFound(
    Promise.all([
      listVersions(actor, name),
      getVersion(actor, name, from),
      getVersion(actor, name, to),
      getDiff(actor, name, { from, to }),
    ]),
  );
  client.setQueryData(promptQueries.versions(project, name).queryKey, versions);
  client.setQueryData(promptQueries.version(project, name, from).queryKey, left);
  client.setQueryData(promptQueries.version(project, name, to).queryKey, right);
  client.setQueryData(promptQueries.diff(project, name, from, to).queryKey, diff);
  return (
    <PageQueries client={client}>
      <PromptFrame
        {...{ project, name, mayWrite }}
        tab="versions"
        crumb={`v${from} → v${to}`}
        pageVersion={to}
      >
        <PromptDiffView {...{ project, name, from, to }} />
      </PromptFrame>
    </PageQueries>
  );
}
