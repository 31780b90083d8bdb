import type { QueryClient } from "@tanstack/react-query";
import type { Actor } from "@/lib/auth/actor";
import type { TraceFilters } from "@/lib/traces/contract";
import { TraceFilters as Filters } from "@/lib/traces/contract";
import { listTraceViews } from "@/lib/traces/list-views";
import { TRACE_PAGE, traceQueries } from "@/lib/traces/queries";
import { listTraces } from "@/lib/traces/reads";
import { filtersOf, loadTraceAddress } from "./trace-address";

/** The first page as the address asks for it. An address with nonsense in it is left to the browser to say so. */
export async function prefetchTraces(
  client: QueryClient,
  actor: Actor,
  project: string,
  asked: Record<string, string | string[] | undefined>,
  fixed: TraceFilters = {},
): Promise<void> {
  const filters = { ...filtersOf(loadTraceAddress(asked)), ...fixed };
  const parsed = Filters.safeParse(filters);
  const [views, page] = await Promise.all([
    listTraceViews(actor),
    parsed.success
      ? listTraces(actor, { ...parsed.data, limit: TRACE_PAGE, content: "preview" }).catch(
          () => null,
        )
      : null,
  ]);
  client.setQueryData(traceQueries.views(project).queryKey, views);
  if (!page) return;
  client.setQueryData(traceQueries.list(project, filters).queryKey, {
    pages: [page],
    pageParams: [null],
  });
}
