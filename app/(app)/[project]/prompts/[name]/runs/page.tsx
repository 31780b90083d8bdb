import { QueryClient } from "@tanstack/react-query";
import { PageQueries } from "@/components/layout/page-queries";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { RunsView } from "@/components/runs/runs-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { promptQueries } from "@/lib/prompts/queries";
import { listRuns } from "@/lib/runs/list-runs";
import { runQueries } from "@/lib/runs/queries";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Runs of ${decodeURIComponent((await params).name)}` };
}

export default async function PromptRunsPage({ params }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, await pagePrompt(actor, name));
  client.setQueryData(runQueries.list(project, { prompt: name }).queryKey, {
    pages: [await listRuns(actor, { limit: 50, prompt: name })],
    pageParams: [null],
  });
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={name} tab="runs" mayWrite={mayWrite}>
        <RunsView project={project} mayWrite={mayWrite} prompt={name} />
      </PromptFrame>
    </PageQueries>
  );
}
