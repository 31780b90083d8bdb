import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { RunsView } from "@/components/runs/runs-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { listRuns } from "@/lib/runs/list-runs";
import { runQueries } from "@/lib/runs/queries";

export const metadata: Metadata = { title: "Runs" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function RunsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(runQueries.list(project).queryKey, {
    pages: [await listRuns(actor, { limit: 50 })],
    pageParams: [null],
  });
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Runs" }]}>
        <RunsView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
