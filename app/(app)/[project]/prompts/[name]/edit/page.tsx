import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { EditorPage } from "@/components/prompts/editor/editor-page";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { getDraft, getVersion } from "@/lib/prompts/reads";
import { connectionQueries } from "@/lib/providers/queries";
import { listConnections } from "@/lib/providers/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ from?: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Edit ${decodeURIComponent((await params).name)}` };
}

export default async function EditPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const fromParam = (await searchParams).from;
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const prompt = await pagePrompt(actor, name);
  const [draft, connections] = await Promise.all([
    mayWrite ? getDraft(actor, name) : null,
    listConnections(actor),
  ]);
  const number = Number(fromParam);
  const isSaved = Number.isInteger(number) && number > 0 && number <= (prompt.latestVersion ?? 0);
  const from = isSaved ? number : null;
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, prompt);
  client.setQueryData(promptQueries.draft(project, name).queryKey, draft);
  client.setQueryData(connectionQueries.list(project).queryKey, connections);
  const numbers = new Set([from, draft?.baseVersion ?? null, prompt.latestVersion]);
  for (const number of numbers) {
    if (number === null) continue;
    const version = await orNotFound(getVersion(actor, name, number));
    client.setQueryData(promptQueries.version(project, name, number).queryKey, version);
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EditorPage
        project={project}
        name={name}
        mayWrite={mayWrite}
        person={actor.userId ?? ""}
        from={from}
        missing={fromParam !== undefined && !isSaved ? fromParam : null}
      />
    </HydrationBoundary>
  );
}
