import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { ChainVersionView } from "@/components/chains/chain-version-view";
import { prefetchChainVersion } from "@/components/chains/prefetch-version";
import { pagePrompt } from "@/components/prompts/page-prompt";
import { PromptFrame } from "@/components/prompts/prompt-frame";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { promptQueries } from "@/lib/prompts/queries";
import { runQueries } from "@/lib/runs/queries";
import { listRuns } from "@/lib/runs/reads";

interface Props {
  params: Promise<{ project: string; name: string; number: string }>;
}

export async function generateMetadata({ params }: Props) {
  const { name, number } = await params;
  return { title: `v${number} of ${decodeURIComponent(name)}` };
}

export default async function ChainVersionPage({ params }: Props) {
  const { project, name: encoded, number: written } = await params;
  const name = decodeURIComponent(encoded);
  if (!/^[1-9]\d{0,8}$/.test(written)) notFound();
  const number = Number(written);
  const actor = await requireActor(project);
  const mayWrite = hasRole(actor, "editor");
  const client = new QueryClient();
  const chain = await pagePrompt(actor, name);
  const [runs] = await Promise.all([
    listRuns(actor, { limit: 50, prompt: name, version: number }),
    orNotFound(prefetchChainVersion(client, actor, { project, name, number })),
  ]);
  client.setQueryData(promptQueries.detail(project, name).queryKey, chain);
  client.setQueryData(runQueries.list(project, { prompt: name, version: number }).queryKey, {
    pages: [runs],
    pageParams: [null],
  });
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PromptFrame
        {...{ project, name, mayWrite }}
        tab="versions"
        crumb={`v${number}`}
        pageVersion={number}
      >
        <ChainVersionView {...{ project, name, number, mayWrite }} />
      </PromptFrame>
    </HydrationBoundary>
  );
}
