import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { redirect } from "next/navigation";
import { ChainDiffView } from "@/components/chains/chain-diff-view";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { chainQueries } from "@/lib/chains/queries";
import { getChainDiff } from "@/lib/chains/reads";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { listVersions } from "@/lib/prompts/reads";

interface Props {
  params: Promise<{ project: string; name: string }>;
  searchParams: Promise<{ from?: string; to?: string }>;
}

export async function generateMetadata({ params, searchParams }: Props) {
  const { from, to } = await searchParams;
  return { title: `v${from} → v${to} of ${decodeURIComponent((await params).name)}` };
}

export default async function ChainDiffPage({ params, searchParams }: Props) {
  const { project, name: encoded } = await params;
  const query = await searchParams;
  const name = decodeURIComponent(encoded);
  const [from, to] = [Number(query.from), Number(query.to)];
  if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from > 0 && to > 0)) {
    redirect(`/${project}/chains/${encoded}/versions`);
  }
  const actor = await requireActor(project);
  const client = new QueryClient();
  const chain = await pagePrompt(actor, name);
  const [versions, diff] = await orNotFound(
    Promise.all([listVersions(actor, name), getChainDiff(actor, name, { from, to })]),
  );
  client.setQueryData(promptQueries.detail(project, name).queryKey, chain);
  client.setQueryData(promptQueries.versions(project, name).queryKey, versions);
  client.setQueryData(chainQueries.diff(project, name, from, to).queryKey, diff);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptFrame
        {...{ project, name }}
        tab="versions"
        mayWrite={hasRole(actor, "editor")}
        crumb={`v${from} → v${to}`}
        pageVersion={to}
      >
        <ChainDiffView {...{ project, name, from, to }} />
      </PromptFrame>
    </HydrationBoundary>
  );
}
