import { QueryClient } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { usualEnvironment } from "@/components/metrics/prefetch-metrics";
import { OverviewView } from "@/components/projects/overview-view";
import { requireActor } from "@/lib/auth/page-actor";
import { getOverview } from "@/lib/metrics/get-overview";
import { OverviewQuery } from "@/lib/metrics/overview-contract";
import { metricQueries } from "@/lib/metrics/queries";
import { getProject, listEnvironments } from "@/lib/projects/reads";
import { promptQueries } from "@/lib/prompts/queries";
import { listPrompts } from "@/lib/prompts/reads";
import { releaseQueries } from "@/lib/releases/queries";
import { listReleases } from "@/lib/releases/reads";
import { reviewQueries } from "@/lib/reviews/queries";
import { listReviews } from "@/lib/reviews/reads";

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<{ range?: string | string[] }>;
}

export const metadata = { title: "Overview" };

export default async function ProjectPage({ params, searchParams }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  const [{ name, isDemo }, environments] = await Promise.all([
    getProject(actor),
    listEnvironments(actor),
  ]);
  const names = environments.data.map((one) => one.name);
  const environment = usualEnvironment(names) ?? names[0] ?? "production";
  const parsed = OverviewQuery.safeParse({ range: (await searchParams).range, environment });
  const query = parsed.success ? parsed.data : OverviewQuery.parse({ environment });
  const [overview, prompts, releases, reviews] = await Promise.all([
    getOverview(actor, query),
    listPrompts(actor, { limit: 200, kind: "any" }),
    listReleases(actor, { limit: 50, environment }),
    listReviews(actor, { limit: 50, view: "active" }),
  ]);
  client.setQueryData(metricQueries.overview(project, query).queryKey, overview);
  client.setQueryData(promptQueries.list(project, { kind: "any" }).queryKey, prompts);
  client.setQueryData(releaseQueries.list(project, { environment }).queryKey, {
    pages: [releases],
    pageParams: [null],
  });
  client.setQueryData(reviewQueries.list(project, { view: "active" }).queryKey, {
    pages: [reviews],
    pageParams: [null],
  });
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Overview" }]}>
        <OverviewView project={project} name={name} isDemo={isDemo} environment={environment} />
      </Page>
    </PageQueries>
  );
}
