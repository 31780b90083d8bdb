import { QueryClient } from "@tanstack/react-query";
import { PageQueries } from "@/components/layout/page-queries";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { prefetchTraces } from "@/components/traces/list/prefetch-traces";
import { TracesView } from "@/components/traces/list/traces-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { env } from "@/lib/env";
import { promptQueries } from "@/lib/prompts/queries";
import { loadTraceSettings } from "@/lib/traces/settings/load-settings";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Traces of ${decodeURIComponent((await params).name)}` };
}

export default async function PromptTracesPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const prompt = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const client = new QueryClient();
  client.setQueryData(
    promptQueries.detail(project, prompt).queryKey,
    await pagePrompt(actor, prompt),
  );
  const { retentionDays } = await loadTraceSettings(actor.projectId);
  await prefetchTraces(client, actor, project, await searchParams, { prompt });
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={prompt} tab="traces" mayWrite={mayWrite}>
        <TracesView
          project={project}
          mayWrite={mayWrite}
          prompt={prompt}
          address={env().GALLEY_URL}
          keptDays={retentionDays}
        />
      </PromptFrame>
    </PageQueries>
  );
}
