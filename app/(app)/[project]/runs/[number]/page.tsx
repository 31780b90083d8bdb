import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { RunView } from "@/components/runs/run-view";
import { canSeeHoldout, hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { orNotFound } from "@/lib/http/or-not-found";
import { runQueries } from "@/lib/runs/queries";
import { getRun, listRuns } from "@/lib/runs/reads";

interface Props {
  params: Promise<{ project: string; number: string }>;
}

export async function generateMetadata({ params }: Props) {
  return { title: `Run ${(await params).number}` };
}

export default async function RunPage({ params }: Props) {
  const { project, number: text } = await params;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : notFound();
  const actor = await requireActor(project);
  const run = await orNotFound(getRun(actor, text));
  const client = new QueryClient();
  client.setQueryData(runQueries.detail(project, number).queryKey, run);
  client.setQueryData(
    runQueries.ofPrompt(project, run.prompt).queryKey,
    await listRuns(actor, { limit: 200, prompt: run.prompt }),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Page crumbs={[{ label: "Runs", href: `/${project}/runs` }, { label: text }]}>
        <RunView
          project={project}
          number={number}
          mayWrite={hasRole(actor, "editor")}
          seesHoldout={canSeeHoldout(actor)}
        />
      </Page>
    </HydrationBoundary>
  );
}
