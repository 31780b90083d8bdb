import { QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageQueries } from "@/components/layout/page-queries";
import { TraceSettingsView } from "@/components/trace-settings/trace-settings-view";
import { hasRole } from "@/lib/auth/authorize";
import { requireActor } from "@/lib/auth/page-actor";
import { traceSettingsQueries } from "@/lib/traces/queries";
import { getTraceSettings } from "@/lib/traces/settings/load-settings";

export const metadata: Metadata = { title: "Traces" };

interface Props {
  params: Promise<{ project: string }>;
}

export default async function TraceSettingsPage({ params }: Props) {
  const { project } = await params;
  const actor = await requireActor(project);
  const client = new QueryClient();
  client.setQueryData(traceSettingsQueries.detail(project).queryKey, await getTraceSettings(actor));
  return (
    <PageQueries client={client}>
      <TraceSettingsView project={project} isAdmin={hasRole(actor, "admin")} />
    </PageQueries>
  );
}
