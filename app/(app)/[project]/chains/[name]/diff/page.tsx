import { ChainDiffView } from "@/components/chains/chain-diff-view";
import { PageQueries } from "@/components/layout/page-queries";
import { openPage, versionsOf } from "@/components/prompts/open-page";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { chainQueries } from "@/lib/chains/queries";
import { getChainDiff } from "@/lib/chains/reads";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { listVersions } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
}

export async function generateMetadata({ params, searchParams }: Props) {
  const { from, to } = await searchParams;
  return { title: `v${from} → v${to} of ${decodeURIComponent((await params).name)}` };
}

export default async function ChainDiffPage({ params, searchParams }: Props) {
  const page = await openPage(params);
  const { project, name, mayWrite, client, actor } = page;
  const { from, to } = versionsOf(await searchParams, page);
  const [versions, diff] = await orNotFound(
    Promise.all([listVersions(actor, name), getChainDiff(actor, name, { from, to })]),
  );
  client.setQueryData(promptQueries.versions(project, name).queryKey, versions);
  client.setQueryData(chainQueries.diff(project, name, from, to).queryKey, diff);
  return (
    <PageQueries client={client}>
      <PromptFrame
        {...{ project, name, mayWrite }}
        tab="versions"
        crumb={`v${from} → v${to}`}
        pageVersion={to}
      >
        <ChainDiffView {...{ project, name, from, to }} />
      </PromptFrame>
    </PageQueries>
  );
}
