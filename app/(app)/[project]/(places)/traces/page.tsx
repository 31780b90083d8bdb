import { QueryClient } from "@tanstack/react-query";
import { Page } from "@/components/layout/page";
import { PageQueries } from "@/components/layout/page-queries";
import { prefetchTraces } from "@/components/traces/list/prefetch-traces";
import { TracesView } from "@/components/traces/list/traces-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { env } from "@/lib/env";
import { loadTraceSettings } from "@/lib/traces/settings/load-settings";

interface Props {
  params: Promise<{ project: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata = { title: "Traces" };

export default async function TracesPage({ params, searchParams }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  const { retentionDays } = await loadTraceSettings(actor.projectId);
  await prefetchTraces(client, actor, project, await searchParams);
  return (
    <PageQueries client={client}>
      <Page crumbs={[{ label: "Traces" }]}>
        <TracesView
          project={project}
          mayWrite={hasRole(actor, "editor")}
          address={env().GALLEY_URL}
          keptDays={retentionDays}
        />
      </Page>
    </PageQueries>
  );
}
