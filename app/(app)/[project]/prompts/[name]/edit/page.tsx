import { PageQueries } from "@/components/layout/page-queries";
import { EditorPage } from "@/components/prompts/editor/editor-page";
import { beginningOf, openPage } from "@/components/prompts/open-page";
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
  const { project, name, mayWrite, client, actor, prompt } = await openPage(params);
  const beginning = beginningOf((await searchParams).from, prompt);
  const [draft, connections] = await Promise.all([
    mayWrite ? getDraft(actor, name) : null,
    listConnections(actor),
  ]);
  client.setQueryData(promptQueries.draft(project, name).queryKey, draft);
  client.setQueryData(connectionQueries.list(project).queryKey, connections);
  const numbers = new Set([beginning.from, draft?.baseVersion ?? null, prompt.latestVersion]);
  for (const number of numbers) {
    if (number === null) continue;
    const version = await orNotFound(getVersion(actor, name, number));
    client.setQueryData(promptQueries.version(project, name, number).queryKey, version);
  }
  return (
    <PageQueries client={client}>
      <EditorPage {...{ project, name, mayWrite, ...beginning }} person={actor.userId ?? ""} />
    </PageQueries>
  );
}
