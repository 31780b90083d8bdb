import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { ListPrompts } from "@/lib/prompts/contract";
import type {
  checkChainRoute,
  diffChainDraftRoute,
  diffChainVersionsRoute,
  getChainDraftRoute,
  getChainRoute,
  getChainVersionRoute,
  listChainsRoute,
  listChainVersionsRoute,
} from "./contract";

const chains = "/api/v1/projects/{project}/chains";

/** Query keys and options, for pages and components alike. */
export const chainQueries = {
  all: (project: string) => ["chains", project] as const,

  list: (project: string, query: Partial<Omit<ListPrompts, "kind">> = {}) =>
    queryOptions({
      queryKey: ["chains", project, "list", query],
      queryFn: ({ signal }) =>
        callApi<typeof listChainsRoute>("GET", chains, {
          ...{ params: { project }, query: { limit: 200, ...query }, signal },
        }),
    }),

  detail: (project: string, name: string) =>
    queryOptions({
      queryKey: ["chains", project, "detail", name],
      queryFn: ({ signal }) =>
        callApi<typeof getChainRoute>("GET", `${chains}/{name}`, {
          ...{ params: { project, name }, signal },
        }),
    }),

  versions: (project: string, name: string) =>
    queryOptions({
      queryKey: ["chains", project, "versions", name],
      queryFn: ({ signal }) =>
        callApi<typeof listChainVersionsRoute>("GET", `${chains}/{name}/versions`, {
          ...{ params: { project, name }, query: { limit: 200 }, signal },
        }),
    }),

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

  draftDiff: (project: string, name: string, from: number, content: ChainContent) =>
    queryOptions({
      queryKey: ["chains", project, "draft-diff", name, from, content],
      queryFn: ({ signal }) =>
        callApi<typeof diffChainDraftRoute>("POST", `${chains}/{name}/draft-diffs`, {
          ...{ params: { project, name }, body: { from, content }, signal },
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
};
