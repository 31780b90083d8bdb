import { PageQueries } from "@/components/layout/page-queries";
import { openPage, prefetchOverview } from "@/components/prompts/open-page";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { PromptOverview } from "@/components/prompts/prompt-overview";
import { promptQueries } from "@/lib/prompts/queries";
import { getVersion } from "@/lib/prompts/reads";
import { shownVersion } from "@/lib/prompts/shown-version";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: decodeURIComponent((await params).name) };
}

export default async function PromptPage({ params }: Props) {
  const page = await openPage(params);
  const { project, name, mayWrite, client, actor, prompt } = page;
  const places = await prefetchOverview(page);
  const live = shownVersion(prompt)?.version ?? prompt.latestVersion;
  for (const number of new Set([prompt.latestVersion, live])) {
    if (number === null) continue;
    client.setQueryData(
      promptQueries.version(project, name, number).queryKey,
      await getVersion(actor, name, number),
    );
  }
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={name} tab="overview" mayWrite={mayWrite}>
        <PromptOverview {...{ project, name, mayWrite, ...places }} />
      </PromptFrame>
    </PageQueries>
  );
}
