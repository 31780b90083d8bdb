import { ChainVersionView } from "@/components/chains/chain-version-view";
import { prefetchChainVersion } from "@/components/chains/prefetch-version";
import { PageQueries } from "@/components/layout/page-queries";
import { openPage, prefetchVersionRuns, versionOf } from "@/components/prompts/open-page";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { orNotFound } from "@/lib/http/or-not-found";

interface Props {
  params: Promise<{ project: string; name: string; number: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { name, number } = await params;
  return { title: `v${number} of ${decodeURIComponent(name)}` };
}

export default async function ChainVersionPage({ params }: Props) {
  const number = versionOf((await params).number);
  const page = await openPage(params);
  const { project, name, mayWrite, client, actor } = page;
  await Promise.all([
    prefetchVersionRuns(page, number),
    orNotFound(prefetchChainVersion(client, actor, { project, name, number })),
  ]);
  return (
    <PageQueries client={client}>
      <PromptFrame
        {...{ project, name, mayWrite }}
        tab="versions"
        crumb={`v${number}`}
        pageVersion={number}
      >
        <ChainVersionView {...{ project, name, number, mayWrite }} />
      </PromptFrame>
    </PageQueries>
  );
}
