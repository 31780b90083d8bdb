import type { QueryClient } from "@tanstack/react-query";
import { filtersOf, loadTraceAddress } from "@/components/traces/trace-address";
import type { Actor } from "@/lib/auth/actor";
import { TraceFilters } from "@/lib/traces/filter-contract";
import { TRACE_PAGE, traceQueries } from "@/lib/traces/queries";
import { countTraces, listTraces } from "@/lib/traces/reads";
import { listTraceViews } from "@/lib/traces/views/list-views";

/**
 * The first page as the address asks for it. What cannot be read, nonsense in the address
 * or a search that takes too long, is asked for again by the browser, which says why.
 */
export async function prefetchTraces(
  client: QueryClient,
  actor: Actor,
  project: string,
  search: Record<string, string | string[] | undefined>,
  fixed: TraceFilters = {},
): Promise<void> {
  const address = loadTraceAddress(search);
  const { sort } = address;
  const filters = { ...filtersOf(address), ...fixed };
  const parsed = TraceFilters.safeParse(filters);
  // A search by text or an order that no index has may take its time, and the page does not wait for it.
  const isQuick = parsed.success && parsed.data.q === undefined && sort === null;
  const [views, count, page] = await Promise.all([
    listTraceViews(actor),
    isQuick ? countTraces(actor, parsed.data).catch(() => null) : null,
    isQuick
      ? listTraces(actor, { ...parsed.data, limit: TRACE_PAGE, content: "preview" }).catch(
          () => null,
        )
      : null,
  ]);
  client.setQueryData(traceQueries.views(project).queryKey, views);
  if (count) client.setQueryData(traceQueries.count(project, filters).queryKey, count);
  if (!page) return;
  client.setQueryData(traceQueries.list(project, filters).queryKey, {
    pages: [page],
    pageParams: [null],
  });
}
