import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { diffVersionsRoute } from "@/lib/prompts/diff/diff-contract";
import type { getPromptRoute, ListPrompts, listActivityRoute, listPromptsRoute } from "./contract";
import type { getDraftRoute } from "./draft-contract";
import type {
  GetPromptVersionRoute,
  listVersionsRoute,
  previewSizeRoute,
  VersionContent,
} from "./version-contract";

const prompts = "/api/v1/projects/{project}/prompts";

/** Query keys and options, for pages and components alike. */
export const promptQueries = {
  all: (project: string) => ["prompts", project] as const,

  list: (project: string, query: Partial<ListPrompts> = {}) =>
    queryOptions({
      queryKey: ["prompts", project, "list", query],
      queryFn: ({ signal }) =>
        callApi<typeof listPromptsRoute>("GET", prompts, {
          params: { project },
          query: { limit: 200, ...query },
          signal,
        }),
    }),

  detail: (project: string, name: string) =>
    queryOptions({
      queryKey: ["prompts", project, "detail", name],
      queryFn: ({ signal }) =>
        callApi<typeof getPromptRoute>("GET", `${prompts}/{name}`, {
          params: { project, name },
          signal,
        }),
    }),

  versions: (project: string, name: string) =>
    queryOptions({
      queryKey: ["prompts", project, "versions", name],
      queryFn: ({ signal }) =>
        callApi<typeof listVersionsRoute>("GET", `${prompts}/{name}/versions`, {
          params: { project, name },
          query: { limit: 200 },
          signal,
        }),
    }),

  version: (project: string, name: string, number: number) =>
    queryOptions({
      queryKey: ["prompts", project, "version", name, number],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: ({ signal }) =>
        callApi<GetPromptVersionRoute>("GET", `${prompts}/{name}/versions/{number}`, {
          params: { project, name, number },
          signal,
        }),
    }),

  diff: (project: string, name: string, from: number, to: number) =>
    queryOptions({
      queryKey: ["prompts", project, "diff", name, from, to],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: ({ signal }) =>
        callApi<typeof diffVersionsRoute>("GET", `${prompts}/{name}/diff`, {
          params: { project, name },
          query: { from, to },
          signal,
        }),
    }),

  activity: (project: string, name: string) =>
    queryOptions({
      queryKey: ["prompts", project, "activity", name],
      queryFn: ({ signal }) =>
        callApi<typeof listActivityRoute>("GET", `${prompts}/{name}/activity`, {
          params: { project, name },
          signal,
        }),
    }),

  draft: (project: string, name: string) =>
    queryOptions({
      queryKey: ["prompts", project, "draft", name],
      // What is being typed is newer than anything the server could send.
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: ({ signal }) =>
        callApi<typeof getDraftRoute>("GET", `${prompts}/{name}/draft`, {
          params: { project, name },
          signal,
        }),
    }),

  size: (project: string, content: VersionContent) =>
    queryOptions({
      queryKey: ["prompts", project, "size", content],
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30_000,
      queryFn: ({ signal }) =>
        callApi<typeof previewSizeRoute>("POST", "/api/v1/projects/{project}/size-previews", {
          params: { project },
          body: content,
          signal,
        }),
    }),
};
