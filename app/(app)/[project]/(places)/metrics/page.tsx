import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { MetricsView } from "@/components/metrics/metrics-view";
import { prefetchMetrics, usualEnvironment } from "@/components/metrics/prefetch-metrics";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { env } from "@/lib/env";
import { listEnvironments } from "@/lib/projects/reads";
import { segmentQueries } from "@/lib/segments/queries";
import { listSegments } from "@/lib/segments/reads";

export const metadata: Metadata = { title: "Metrics" };

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MetricsPage({ params, searchParams }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  const environments = (await listEnvironments(actor)).data.map(({ name }) => name);
  const environment = usualEnvironment(environments);
  client.setQueryData(segmentQueries.list(project).queryKey, await listSegments(actor));
  await prefetchMetrics(client, actor, project, await searchParams, { environment });
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Metrics" }]}>
        <MetricsView
          project={project}
          environments={environments}
          environment={environment}
          mayWrite={hasRole(actor, "editor")}
          address={env().GALLEY_URL}
        />
      </Page>
    </PageQueries>
  );
}
