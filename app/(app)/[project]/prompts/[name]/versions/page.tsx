import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { VersionTimeline } from "@/components/prompts/versions/version-timeline";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { promptQueries } from "@/lib/prompts/queries";
import { listVersions } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Versions of ${decodeURIComponent((await params).name)}` };
}

export default async function VersionsPage({ params }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const prompt = await pagePrompt(actor, name);
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  client.setQueryData(
    promptQueries.versions(project, name).queryKey,
    await listVersions(actor, name),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptFrame project={project} name={name} tab="versions" mayWrite={mayWrite}>
        <VersionTimeline project={project} name={name} mayWrite={mayWrite} />
      </PromptFrame>
    </HydrationBoundary>
  );
}
