import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { traceQueries } from "@/lib/traces/queries";
import type {
  checkChainRoute,
  diffChainVersionsRoute,
  getChainDraftRoute,
  getChainVersionRoute,
} from "./contract";
import type { proposeChainRoute } from "./propose/proposal-contract";

/** As many as a proposal takes. */
const MOST_TRACES = 20;

const chains = "/api/v1/projects/{project}/chains";

/** Query keys and options, for pages and components alike. */
export const chainQueries = {
  all: (project: string) => ["chains", project] as const,

  version: (project: string, name: string, number: number) =>
    queryOptions({
      queryKey: ["chains", project, "version", name, number],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: ({ signal }) =>
        callApi<typeof getChainVersionRoute>("GET", `${chains}/{name}/versions/{number}`, {
          ...{ params: { project, name, number }, signal },
        }),
    }),

  diff: (project: string, name: string, from: number, to: number) =>
    queryOptions({
      queryKey: ["chains", project, "diff", name, from, to],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: ({ signal }) =>
        callApi<typeof diffChainVersionsRoute>("GET", `${chains}/{name}/diff`, {
          ...{ params: { project, name }, query: { from, to }, signal },
        }),
    }),

  draft: (project: string, name: string) =>
    queryOptions({
      queryKey: ["chains", project, "draft", name],
      queryFn: ({ signal }) =>
        callApi<typeof getChainDraftRoute>("GET", `${chains}/{name}/draft`, {
          ...{ params: { project, name }, signal },
        }),
    }),

  check: (project: string, content: ChainContent) =>
    queryOptions({
      queryKey: ["chains", project, "check", content],
      queryFn: ({ signal }) =>
        callApi<typeof checkChainRoute>("POST", "/api/v1/projects/{project}/chain-checks", {
          ...{ params: { project }, body: content, signal },
        }),
    }),

  /** Of one trace, or of the newest that match. */
  proposal: (project: string, of: { traceId: string } | { filters: TraceFilters }) =>
    queryOptions({
      queryKey: ["chains", project, "proposal", of],
      queryFn: async ({ signal, client }) => {
        const traces =
          "traceId" in of
            ? [of.traceId]
            : (await client.fetchQuery(traceQueries.newest(project, of.filters))).data
                .slice(0, MOST_TRACES)
                .map(({ id }) => id);
        return callApi<typeof proposeChainRoute>(
          "POST",
          "/api/v1/projects/{project}/chain-proposals",
          { params: { project }, body: { traces }, signal },
        );
      },
    }),
};
