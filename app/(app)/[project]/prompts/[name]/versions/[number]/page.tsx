import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { VersionView } from "@/components/prompts/versions/version-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { getVersion } from "@/lib/prompts/reads";
import { runQueries } from "@/lib/runs/queries";
import { listRuns } from "@/lib/runs/reads";

interface Props {
  params: Promise<{ project: string; name: string; number: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { name, number } = await params;
  return { title: `v${number} of ${decodeURIComponent(name)}` };
}

export default async function VersionPage({ params }: Props) {
  const { project, name: encoded, number: written } = await params;
  const name = decodeURIComponent(encoded);
  if (!/^[1-9]\d{0,8}$/.test(written)) notFound();
  const number = Number(written);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const client = new QueryClient();
  const prompt = await pagePrompt(actor, name);
  const [version, runs] = await Promise.all([
    orNotFound(getVersion(actor, name, number)),
    listRuns(actor, { limit: 50, prompt: name, version: number }),
  ]);
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  client.setQueryData(promptQueries.version(project, name, number).queryKey, version);
  client.setQueryData(runQueries.list(project, { prompt: name, version: number }).queryKey, {
    pages: [runs],
    pageParams: [null],
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptFrame
        project={project}
        name={name}
        tab="versions"
        mayWrite={mayWrite}
        crumb={`v${number}`}
        pageVersion={number}
      >
        <VersionView project={project} name={name} number={number} mayWrite={mayWrite} />
      </PromptFrame>
    </HydrationBoundary>
  );
}
