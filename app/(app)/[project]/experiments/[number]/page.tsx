import { QueryClient } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { ExperimentView } from "@/components/experiments/experiment-view";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { experimentQueries } from "@/lib/experiments/queries";
import { getExperiment } from "@/lib/experiments/reads";
import { orNotFound } from "@/lib/http/or-not-found";

interface Props {
  params: Promise<{ project: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props) {
  return { title: `Experiment ${(await params).number}` };
}

export default async function ExperimentPage({ params, searchParams }: Props) {
  const { project, number: text } = await params;
  const search = await searchParams;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : notFound();
  const actor = await requireActor(project);
  const experiment = await orNotFound(getExperiment(actor, text));
  // Another baseline that is none of its cells is said on the page, which asks itself.
  const named = typeof search.baseline === "string" ? search.baseline : null;
  const other = experiment.cells.find(({ runNumber }) => String(runNumber) === named);
  const client = new QueryClient();
  if (!named || other) {
    client.setQueryData(
      experimentQueries.detail(project, number, named).queryKey,
      other ? await getExperiment(actor, text, { baseline: other.runId }) : experiment,
    );
  }
  return (
    <PageQueries client={client}>
      <Page
        crumbs={[
          { label: "Runs", href: `/${project}/runs` },
          { label: "Experiments", href: `/${project}/experiments` },
          { label: text },
        ]}
      >
        <ExperimentView
          project={project}
          number={number}
          mayWrite={hasRole(actor, "editor")}
          isAdmin={hasRole(actor, "admin")}
        />
      </Page>
    </PageQueries>
  );
}
