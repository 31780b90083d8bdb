import { ChainOverview } from "@/components/chains/chain-overview";
import { prefetchChainVersion } from "@/components/chains/prefetch-version";
import { PageQueries } from "@/components/layout/page-queries";
import { openPage, prefetchOverview } from "@/components/prompts/open-page";
import { PromptFrame } from "@/components/prompts/prompt-frame";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: decodeURIComponent((await params).name) };
}

export default async function ChainPage({ params }: Props) {
  const page = await openPage(params);
  const { project, name, mayWrite, client, actor, prompt } = page;
  const places = await prefetchOverview(page);
  const number = prompt.latestVersion;
  if (number) await prefetchChainVersion(client, actor, { project, name, number });
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={name} tab="overview" mayWrite={mayWrite}>
        <ChainOverview {...{ project, name, mayWrite, ...places }} />
      </PromptFrame>
    </PageQueries>
  );
}
