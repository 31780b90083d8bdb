import { PageQueries } from "@/components/layout/page-queries";
import { openPage, prefetchVersionRuns, versionOf } from "@/components/prompts/open-page";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { VersionView } from "@/components/prompts/versions/version-view";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { getVersion } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string; number: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { name, number } = await params;
  return { title: `v${number} of ${decodeURIComponent(name)}` };
}

export default async function VersionPage({ params }: Props) {
  const number = versionOf((await params).number);
  const page = await openPage(params);
  const { project, name, mayWrite, client, actor } = page;
  const [version] = await Promise.all([
    orNotFound(getVersion(actor, name, number)),
    prefetchVersionRuns(page, number),
  ]);
  client.setQueryData(promptQueries.version(project, name, number).queryKey, version);
  return (
    <PageQueries client={client}>
      <PromptFrame
        {...{ project, name, mayWrite }}
        tab="versions"
        crumb={`v${number}`}
        pageVersion={number}
      >
        <VersionView {...{ project, name, number, mayWrite }} />
      </PromptFrame>
    </PageQueries>
  );
}
