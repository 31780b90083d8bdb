import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NewExperimentForm } from "@/components/experiments/new/new-experiment-form";
import { Page } from "@/components/layout/page";
import { Empty } from "@/components/ui/empty";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { listEvalSets } from "@/lib/eval-sets/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";

export const metadata: Metadata = { title: "New experiment" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function NewExperimentPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const crumbs = [
    { label: "Runs", href: `/${project}/runs` },
    { label: "Experiments", href: `/${project}/experiments` },
    { label: "New experiment" },
  ];
  if (!hasRole(actor, "editor")) {
    return (
      <Page crumbs={crumbs}>
        <Empty title="You cannot start experiments">
          Viewers read results. An admin can make you an editor.
        </Empty>
      </Page>
    );
  }
  const client = new QueryClient();
  client.setQueryData(promptQueries.list(project).queryKey, await listPrompts(actor));
  client.setQueryData(
    evalSetQueries.list(project).queryKey,
    await listEvalSets(actor, { limit: 200, archived: "false" }),
  );
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Page crumbs={crumbs}>
        <NewExperimentForm project={project} />
      </Page>
    </HydrationBoundary>
  );
}
