import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ChainOverview } from "@/components/chains/chain-overview";
import { prefetchChainVersion } from "@/components/chains/prefetch-version";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { prefetchLive } from "@/components/releases/prefetch-live";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import { listActivity } from "@/lib/prompts/list-activity";
import { promptQueries } from "@/lib/prompts/queries";
import { specQueries } from "@/lib/specs/queries";
import { listGates } from "@/lib/specs/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: decodeURIComponent((await params).name) };
}

export default async function ChainPage({ params }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const chain = await pagePrompt(actor, name);
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, chain);
  const [activity, environments] = await Promise.all([
    listActivity(actor, name),
    listEnvironments(actor),
  ]);
  await prefetchLive(client, actor, chain);
  client.setQueryData(promptQueries.activity(project, name).queryKey, activity);
  const number = chain.latestVersion;
  if (number) {
    await prefetchChainVersion(client, actor, { project, name, number });
    client.setQueryData(
      specQueries.gates(project, name, number).queryKey,
      await listGates(actor, name, { version: number }),
    );
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptFrame project={project} name={name} tab="overview" mayWrite={mayWrite}>
        <ChainOverview
          project={project}
          name={name}
          mayWrite={mayWrite}
          environments={environments.data.map((environment) => environment.name)}
          releasable={environments.data
            .filter(({ releaseRole }) => hasRole(actor, releaseRole))
            .map((environment) => environment.name)}
        />
      </PromptFrame>
    </HydrationBoundary>
  );
}
