import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { PromptOverview } from "@/components/prompts/prompt-overview";
import { prefetchLive } from "@/components/releases/prefetch-live";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import { listActivity } from "@/lib/prompts/list-activity";
import { promptQueries } from "@/lib/prompts/queries";
import { getVersion } from "@/lib/prompts/reads";
import { shownVersion } from "@/lib/prompts/shown-version";
import { specQueries } from "@/lib/specs/queries";
import { listGates } from "@/lib/specs/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: decodeURIComponent((await params).name) };
}

export default async function PromptPage({ params }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const prompt = await pagePrompt(actor, name);
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  const [activity, environments] = await Promise.all([
    listActivity(actor, name),
    listEnvironments(actor),
  ]);
  await prefetchLive(client, actor, prompt);
  client.setQueryData(promptQueries.activity(project, name).queryKey, activity);
  if (prompt.latestVersion) {
    const [version, gates] = await Promise.all([
      getVersion(actor, name, prompt.latestVersion),
      listGates(actor, name, { version: prompt.latestVersion }),
    ]);
    client.setQueryData(specQueries.gates(project, name, prompt.latestVersion).queryKey, gates);
    client.setQueryData(
      promptQueries.version(project, name, prompt.latestVersion).queryKey,
      version,
    );
    const live = shownVersion(prompt)?.version ?? prompt.latestVersion;
    if (live !== prompt.latestVersion) {
      client.setQueryData(
        promptQueries.version(project, name, live).queryKey,
        await getVersion(actor, name, live),
      );
    }
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptFrame project={project} name={name} tab="overview" mayWrite={mayWrite}>
        <PromptOverview
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
