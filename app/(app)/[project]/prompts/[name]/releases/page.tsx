import { QueryClient } from "@tanstack/react-query";
import { PageQueries } from "@/components/layout/page-queries";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { prefetchLive } from "@/components/releases/prefetch-live";
import { PromptReleases } from "@/components/releases/prompt-releases";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { releaseQueries } from "@/lib/releases/queries";
import { listReleases } from "@/lib/releases/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Releases of ${decodeURIComponent((await params).name)}` };
}

export default async function PromptReleasesPage({ params }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const client = new QueryClient();
  const prompt = await pagePrompt(actor, name);
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  await prefetchLive(client, actor, prompt);
  const environments = await listEnvironments(actor);
  client.setQueryData(releaseQueries.list(project, { prompt: name }).queryKey, {
    pages: [await listReleases(actor, { limit: 50, prompt: name })],
    pageParams: [null],
  });
  return (
    <PageQueries client={client}>
      <PromptFrame project={project} name={name} tab="releases" mayWrite={mayWrite}>
        <PromptReleases
          project={project}
          prompt={name}
          environments={environments.data.map((environment) => environment.name)}
          releasable={environments.data
            .filter(({ releaseRole }) => hasRole(actor, releaseRole))
            .map((environment) => environment.name)}
        />
      </PromptFrame>
    </PageQueries>
  );
}
