import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ExperimentsView } from "@/components/experiments/experiments-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { experimentQueries } from "@/lib/experiments/queries";
import { listExperiments } from "@/lib/experiments/reads";

export const metadata: Metadata = { title: "Experiments" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function ExperimentsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(experimentQueries.list(project).queryKey, {
    pages: [await listExperiments(actor, { limit: 50 })],
    pageParams: [null],
  });
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Runs", href: `/${project}/runs` }, { label: "Experiments" }]}>
        <ExperimentsView project={project} mayWrite={hasRole(actor, "editor")} />
      </Page>
    </PageQueries>
  );
}
