import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Split } from "@/lib/eval-sets/case-content";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type {
  listGatesRoute,
  listGateTrendsRoute,
  previewCriterionRoute,
} from "@/lib/specs/gates/gate-contract";
import type {
  CheckSpecialCases,
  checkSpecialCasesRoute,
  getSpecialCasesRoute,
} from "@/lib/specs/special-cases/special-case-contract";
import type {
  getSpecCoverageRoute,
  getSpecRevisionRoute,
  getSpecRoute,
  listDependentsRoute,
  listSpecRevisionsRoute,
  listUnservedRoute,
  WriteSpecInput,
} from "./contract";
import type { CriterionInput } from "./criterion-contract";
import type {
  LoosenEvalSetInput,
  LoosenSegment,
  previewEvalSetLooseningRoute,
  previewSegmentLooseningRoute,
  previewSpecLooseningRoute,
} from "./loosening-contract";

const prompt = "/api/v1/projects/{project}/prompts/{name}";

/** A write that may loosen what gates are decided by, before it is saved. */
export type LooseningChange =
  | { prompt: string; body: WriteSpecInput }
  | { segment: string; body: LoosenSegment }
  | { evalSet: string; body: LoosenEvalSetInput };

function previewLoosening(project: string, change: LooseningChange | null, signal: AbortSignal) {
  if (!change) throw new Error("a change is previewed only when there is one");
  if ("prompt" in change) {
    const params = { project, name: change.prompt };
    return callApi<typeof previewSpecLooseningRoute>("POST", `${prompt}/spec/loosenings`, {
      ...{ params, body: change.body, signal },
    });
  }
  if ("segment" in change) {
    const path = "/api/v1/projects/{project}/segments/{segment}/loosenings";
    const params = { project, segment: change.segment };
    return callApi<typeof previewSegmentLooseningRoute>("POST", path, {
      ...{ params, body: change.body, signal },
    });
  }
  const path = "/api/v1/projects/{project}/eval-sets/{name}/loosenings";
  const params = { project, name: change.evalSet };
  return callApi<typeof previewEvalSetLooseningRoute>("POST", path, {
    ...{ params, body: change.body, signal },
  });
}

/** Query keys and options, for pages and components alike. */
export const specQueries = {
  all: (project: string, name: string) => ["specs", project, name] as const,

  detail: (project: string, name: string) =>
    queryOptions({
      queryKey: ["specs", project, name, "detail"],
      queryFn: ({ signal }) =>
        callApi<typeof getSpecRoute>("GET", `${prompt}/spec`, {
          params: { project, name },
          signal,
        }),
    }),

  dependents: (project: string, name: string, split?: Split) =>
    queryOptions({
      queryKey: ["specs", project, "dependents", name, split ?? "both"],
      queryFn: ({ signal }) =>
        callApi<typeof listDependentsRoute>(
          "GET",
          "/api/v1/projects/{project}/eval-sets/{name}/dependents",
          { params: { project, name }, query: split ? { split } : {}, signal },
        ),
    }),

  loosening: (project: string, change: LooseningChange | null) =>
    queryOptions({
      queryKey: ["specs", project, "loosening", change],
      enabled: change !== null,
      // Another person's change may guard, or free, what this one touches.
      staleTime: 0,
      queryFn: ({ signal }) => previewLoosening(project, change, signal),
    }),

  specialCases: (project: string, name: string, version: number) =>
    queryOptions({
      queryKey: ["specs", project, name, "special cases", version],
      queryFn: ({ signal }) =>
        callApi<typeof getSpecialCasesRoute>("GET", `${prompt}/versions/{number}/special-cases`, {
          params: { project, name, number: version },
          signal,
        }),
    }),

  /** Of messages that are not saved yet. */
  draftSpecialCases: (project: string, name: string, body: CheckSpecialCases) =>
    queryOptions({
      queryKey: ["specs", project, name, "special cases", body],
      queryFn: ({ signal }) =>
        callApi<typeof checkSpecialCasesRoute>("POST", `${prompt}/special-cases`, {
          params: { project, name },
          body,
          signal,
        }),
    }),

  revisions: (project: string, name: string) =>
    infiniteQueryOptions({
      queryKey: ["specs", project, name, "revisions"],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listSpecRevisionsRoute>("GET", `${prompt}/spec/revisions`, {
          params: { project, name },
          query: { limit: 20, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  revision: (project: string, name: string, number: number) =>
    queryOptions({
      queryKey: ["specs", project, name, "revision", number],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: ({ signal }) =>
        callApi<typeof getSpecRevisionRoute>("GET", `${prompt}/spec/revisions/{number}`, {
          params: { project, name, number },
          signal,
        }),
    }),

  coverage: (project: string, name: string) =>
    queryOptions({
      queryKey: ["specs", project, name, "coverage"],
      queryFn: ({ signal }) =>
        callApi<typeof getSpecCoverageRoute>("GET", `${prompt}/spec/coverage`, {
          params: { project, name },
          signal,
        }),
    }),

  unserved: (project: string, name: string, evalSet: string) =>
    infiniteQueryOptions({
      queryKey: ["specs", project, name, "unserved", evalSet],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listUnservedRoute>("GET", `${prompt}/spec/coverage/{evalSet}`, {
          params: { project, name, evalSet },
          query: { limit: 50, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  /** `version` null: the newest. While runs are under way it asks again. */
  gates: (project: string, name: string, version: number | null, environment?: string) =>
    queryOptions({
      queryKey: ["specs", project, name, "gates", version, environment ?? null],
      queryFn: ({ signal }) =>
        callApi<typeof listGatesRoute>("GET", `${prompt}/gates`, {
          params: { project, name },
          query: { version: version ?? undefined, environment },
          signal,
        }),
      refetchInterval: (query) =>
        query.state.data?.missing.some(({ underWay }) => underWay) ? 1_000 : false,
    }),

  trends: (project: string, name: string) =>
    queryOptions({
      queryKey: ["specs", project, name, "trends"],
      queryFn: ({ signal }) =>
        callApi<typeof listGateTrendsRoute>("GET", `${prompt}/gates/trends`, {
          params: { project, name },
          signal,
        }),
    }),

  preview: (project: string, name: string, criterion: CriterionInput) =>
    queryOptions({
      queryKey: ["specs", project, name, "preview", criterion],
      retry: false,
      gcTime: 60_000,
      queryFn: ({ signal }) =>
        callApi<typeof previewCriterionRoute>("POST", `${prompt}/spec/previews`, {
          params: { project, name },
          body: { criterion },
          signal,
        }),
    }),
};
