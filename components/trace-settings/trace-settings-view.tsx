"use client";
import { useQuery } from "@tanstack/react-query";
import { AdminsOnly } from "@/components/settings/admins-only";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { traceSettingsQueries } from "@/lib/traces/queries";
import { DeleteTracesSection } from "./delete-traces-section";
import { RedactionSection } from "./redaction-section";
import { TraceKeepingSection } from "./trace-keeping-section";

/** What of traces is kept and for how long, what is taken out first, and whose traces have to go. */
export function TraceSettingsView({ project, isAdmin }: { project: string; isAdmin: boolean }) {
  const settings = useQuery(traceSettingsQueries.detail(project));
  if (settings.error) {
    return (
      <ErrorState
        title="The settings could not be loaded."
        onRetry={() => void settings.refetch()}
        error={settings.error}
      />
    );
  }
  if (!settings.data) return <Skeleton height={240} />;
  const shared = { project, isAdmin, settings: settings.data };
  return (
    <div className="grid gap-4">
      {!isAdmin && <AdminsOnly what="change trace settings" />}
      <TraceKeepingSection {...shared} />
      <RedactionSection {...shared} />
      {isAdmin && <DeleteTracesSection project={project} />}
    </div>
  );
}
