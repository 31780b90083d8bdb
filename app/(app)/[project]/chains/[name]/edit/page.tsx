import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { ChainEditorPage } from "@/components/chains/editor/chain-editor-page";
import { prefetchChainVersion } from "@/components/chains/prefetch-version";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { chainQueries } from "@/lib/chains/queries";
import { getChainDraft } from "@/lib/chains/reads";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ from?: string }>;
}

export async function generateMetadata({ params }: Pick<Props, "params">) {
  return { title: `Edit ${decodeURIComponent((await params).name)}` };
}

export default async function EditChainPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const name = decodeURIComponent(encoded);
  const fromParam = (await searchParams).from;
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const chain = await pagePrompt(actor, name);
  const draft = mayWrite ? await getChainDraft(actor, name) : null;
  const fromVersion = Number(fromParam);
  const isSaved =
    Number.isInteger(fromVersion) && fromVersion > 0 && fromVersion <= (chain.latestVersion ?? 0);
  const from = isSaved ? fromVersion : null;
  const client = new QueryClient();
  client.setQueryData(promptQueries.detail(project, name).queryKey, chain);
  client.setQueryData(chainQueries.draft(project, name).queryKey, draft);
  const numbers = new Set([from, draft?.baseVersion ?? null, chain.latestVersion]);
  for (const number of numbers) {
    if (number === null) continue;
    await orNotFound(prefetchChainVersion(client, actor, { project, name, number }));
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ChainEditorPage
        {...{ project, name, mayWrite, from }}
        person={actor.userId ?? ""}
        missing={fromParam !== undefined && !isSaved ? fromParam : null}
      />
    </HydrationBoundary>
  );
}
