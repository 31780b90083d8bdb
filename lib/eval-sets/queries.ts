import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { getCaseRoute, listCasesRoute } from "./case-contract";
import type {
  getEvalSetRoute,
  getRevisionRoute,
  listEvalSetsRoute,
  listRevisionsRoute,
} from "./contract";
import type { CaseFilters } from "./eval-case";

const sets = "/api/v1/projects/{project}/eval-sets";
const PAGE = 200;

export const evalSetQueries = {
  /** Everything of eval sets, for invalidation. */
  all: (project: string) => ["eval-sets", project] as const,

  list: (project: string, query: { q?: string; archived?: "true" | "false" } = {}) =>
    queryOptions({
      queryKey: ["eval-sets", project, "list", query],
      queryFn: ({ signal }) =>
        callApi<typeof listEvalSetsRoute>("GET", sets, {
          params: { project },
          query: { limit: 200, ...query },
          signal,
        }),
    }),

  detail: (project: string, name: string, revision?: number) =>
    queryOptions({
      queryKey: ["eval-sets", project, "detail", name, revision ?? "latest"],
      queryFn: ({ signal }) =>
        callApi<typeof getEvalSetRoute>("GET", `${sets}/{name}`, {
          params: { project, name },
          query: { ...(revision === undefined ? {} : { revision }) },
          signal,
        }),
    }),

  cases: (project: string, name: string, filters: CaseFilters = {}) =>
    infiniteQueryOptions({
      queryKey: ["eval-sets", project, "cases", name, filters],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listCasesRoute>("GET", `${sets}/{name}/cases`, {
          params: { project, name },
          query: { limit: PAGE, ...filters, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  case: (project: string, name: string, caseId: string, revision?: number) =>
    queryOptions({
      queryKey: ["eval-sets", project, "case", name, caseId, revision ?? "latest"],
      queryFn: ({ signal }) =>
        callApi<typeof getCaseRoute>("GET", `${sets}/{name}/cases/{caseId}`, {
          params: { project, name, caseId },
          query: { ...(revision === undefined ? {} : { revision }) },
          signal,
        }),
    }),

  revisions: (project: string, name: string) =>
    queryOptions({
      queryKey: ["eval-sets", project, "revisions", name],
      queryFn: ({ signal }) =>
        callApi<typeof listRevisionsRoute>("GET", `${sets}/{name}/revisions`, {
          params: { project, name },
          query: { limit: 100 },
          signal,
        }),
    }),

  changes: (project: string, name: string, number: number) =>
    queryOptions({
      queryKey: ["eval-sets", project, "changes", name, number],
      queryFn: ({ signal }) =>
        callApi<typeof getRevisionRoute>("GET", `${sets}/{name}/revisions/{number}`, {
          params: { project, name, number },
          query: { limit: 100 },
          signal,
        }),
    }),
};
