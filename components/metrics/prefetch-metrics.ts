import type { QueryClient } from "@tanstack/react-query";
import type { Actor } from "@/lib/auth/actor";
import { listAlerts } from "@/lib/metrics/alerts/alert-reads";
import { MetricFilters } from "@/lib/metrics/contract";
import { getMetricSummary } from "@/lib/metrics/get-metric-summary";
import { alertQueries, metricQueries } from "@/lib/metrics/queries";
import { type FixedScope, filtersOf, loadMetricAddress } from "./metric-address";

/** The headline as the address asks for it; charts come after paint. Nonsense is left to the browser to say so. */
export async function prefetchMetrics(
  client: QueryClient,
  actor: Actor,
  project: string,
  search: Record<string, string | string[] | undefined>,
  fixed: FixedScope,
): Promise<void> {
  const filters = filtersOf(loadMetricAddress(search), fixed);
  const parsed = MetricFilters.safeParse(filters);
  const [alerts, summary] = await Promise.all([
    listAlerts(actor),
    parsed.success ? getMetricSummary(actor, parsed.data).catch(() => null) : null,
  ]);
  client.setQueryData(alertQueries.list(project).queryKey, alerts);
  if (summary) client.setQueryData(metricQueries.summary(project, filters).queryKey, summary);
}

const USUAL = "production";

/** What a page means that names no environment: production, where the project has one. */
export function usualEnvironment(environments: readonly string[]): string | null {
  return environments.includes(USUAL) ? USUAL : null;
}
