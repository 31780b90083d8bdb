import { ChainEditorPage } from "@/components/chains/editor/chain-editor-page";
import { prefetchChainVersion } from "@/components/chains/prefetch-version";
import { PageQueries } from "@/components/layout/page-queries";
import { beginningOf, openPage } from "@/components/prompts/open-page";
import { chainQueries } from "@/lib/chains/queries";
import { getChainDraft } from "@/lib/chains/reads";
import { orNotFound } from "@/lib/http/or-not-found";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ from?: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Edit ${decodeURIComponent((await params).name)}` };
}

export default async function EditChainPage({ params, searchParams }: Props) {
  const { project, name, mayWrite, client, actor, prompt } = await openPage(params);
  const beginning = beginningOf((await searchParams).from, prompt);
  const draft = mayWrite ? await getChainDraft(actor, name) : null;
  client.setQueryData(chainQueries.draft(project, name).queryKey, draft);
  const numbers = new Set([beginning.from, draft?.baseVersion ?? null, prompt.latestVersion]);
  for (const number of numbers) {
    if (number === null) continue;
    await orNotFound(prefetchChainVersion(client, actor, { project, name, number }));
  }
  return (
    <PageQueries client={client}>
      <ChainEditorPage {...{ project, name, mayWrite, ...beginning }} person={actor.userId ?? ""} />
    </PageQueries>
  );
}
