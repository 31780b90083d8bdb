import { QueryClient } from "@tanstack/react-query";
import { PageQueries } from "@/components/layout/page-queries";
import { MetricsView } from "@/components/metrics/metrics-view";
import { prefetchMetrics, usualEnvironment } from "@/components/metrics/prefetch-metrics";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { env } from "@/lib/env";
import { listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Metrics of ${decodeURIComponent((await params).name)}` };
}

export default async function PromptMetricsPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const prompt = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const client = new QueryClient();
  client.setQueryData(
    promptQueries.detail(project, prompt).queryKey,
    await pagePrompt(actor, prompt),
  );
  const environments = (await listEnvironments(actor)).data.map(({ name }) => name);
  const environment = usualEnvironment(environments);
  await prefetchMetrics(client, actor, project, await searchParams, { prompt, environment });
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={prompt} tab="metrics" mayWrite={mayWrite}>
        <MetricsView
          project={project}
          prompt={prompt}
          environments={environments}
          environment={environment}
          mayWrite={mayWrite}
          address={env().GALLEY_URL}
        />
      </PromptFrame>
    </PageQueries>
  );
}
