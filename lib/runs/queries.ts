import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { compareRunsRoute } from "@/lib/runs/compare/comparison-contract";
import type {
  checkHoldoutRunRoute,
  listHoldoutApprovalsRoute,
} from "@/lib/runs/holdout/approval-contract";
import type { getHoldoutGapRoute, listLooksRoute } from "@/lib/runs/holdout/gap-contract";
import type { listFailureGroupsRoute } from "@/lib/runs/results/failure-group-contract";
import type { getMatrixRoute, MatrixSort } from "@/lib/runs/results/matrix-contract";
import type { CaseChange, getResultRoute, ResultFilters } from "@/lib/runs/results/result-contract";
import type { getRunRoute, ListRuns, listRunsRoute, Run, RunStatus } from "./contract";
import type { PreviewScorerInput, previewScorerRoute } from "./scorer-preview-contract";
import type { checkRunRoute, StartRunInput } from "./start-contract";
import type { listWhatIfsRoute, PlanWhatIfRoute, StartWhatIf } from "./what-if/what-if-contract";

const runs = "/api/v1/projects/{project}/runs";
const evalSets = "/api/v1/projects/{project}/eval-sets";
const approvals = "/api/v1/projects/{project}/holdout-approvals";

type RunFilters = Partial<Omit<ListRuns, "cursor" | "limit">>;
type MatrixFilters = ResultFilters & {
  against?: string | undefined;
  sort?: MatrixSort | undefined;
};

/** A stretch of the matrix that is read to its end before the next one begins. */
export interface MatrixPart {
  change?: CaseChange;
  outcome?: ResultFilters["outcome"];
}

export const isUnderWay = ({ status }: { status: RunStatus }): boolean =>
  status === "queued" || status === "running";

/** Where a page of the matrix begins. */
export interface MatrixPlace {
  part: number;
  cursor: string | null;
}

const FIRST: MatrixPlace = { part: 0, cursor: null };
const MATRIX_PAGE = 300;

/** Query keys and options, for pages and components alike. */
export const runQueries = {
  scorerPreview: (project: string, name: string, scorer: PreviewScorerInput["scorer"]) =>
    queryOptions({
      queryKey: ["runs", project, "scorer preview", name, scorer],
      retry: false,
      gcTime: 60_000,
      placeholderData: keepPreviousData,
      queryFn: ({ signal }) =>
        callApi<typeof previewScorerRoute>(
          "POST",
          "/api/v1/projects/{project}/eval-sets/{name}/scorer-previews",
          { params: { project, name }, body: { scorer }, signal },
        ),
    }),

  /** Whether versions of a prompt got better only on the cases that people see. */
  holdoutGap: (project: string, evalSet: string, promptName: string) =>
    queryOptions({
      queryKey: ["runs", project, "holdout gap", evalSet, promptName],
      queryFn: ({ signal }) =>
        callApi<typeof getHoldoutGapRoute>("GET", `${evalSets}/{name}/holdout-gap`, {
          params: { project, name: evalSet },
          query: { prompt: promptName },
          signal,
        }),
    }),

  looks: (project: string, evalSet: string) =>
    infiniteQueryOptions({
      queryKey: ["runs", project, "looks", evalSet],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listLooksRoute>("GET", `${evalSets}/{name}/looks`, {
          params: { project, name: evalSet },
          query: { limit: 50, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),

  all: (project: string) => ["runs", project] as const,

  list: (project: string, filters: RunFilters = {}) =>
    infiniteQueryOptions({
      queryKey: ["runs", project, "list", filters],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listRunsRoute>("GET", runs, {
          params: { project },
          query: { limit: 50, ...filters, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) =>
        state.data?.pages.some((page) => page.data.some(isUnderWay)) ? 2_000 : false,
    }),

  /** Runs that may be compared with one of this prompt, newest first. */
  ofPrompt: (project: string, prompt: string) =>
    queryOptions({
      queryKey: ["runs", project, "of-prompt", prompt],
      queryFn: ({ signal }) =>
        callApi<typeof listRunsRoute>("GET", runs, {
          params: { project },
          query: { limit: 200, prompt },
          signal,
        }),
    }),

  detail: (project: string, run: number) =>
    queryOptions({
      queryKey: ["runs", project, "detail", run],
      queryFn: ({ signal }) =>
        callApi<typeof getRunRoute>("GET", `${runs}/{run}`, {
          params: { project, run: String(run) },
          signal,
        }),
      refetchInterval: ({ state }) => pollEvery(state.data),
    }),

  /** Failures without a category that look alike. */
  failureGroups: (project: string, run: number) =>
    queryOptions({
      queryKey: ["runs", project, "failure-groups", run],
      queryFn: ({ signal }) =>
        callApi<typeof listFailureGroupsRoute>("GET", `${runs}/{run}/failure-groups`, {
          params: { project, run: String(run) },
          signal,
        }),
    }),

  /** What the cases lack for a run that is being planned. */
  check: (project: string, body: StartRunInput) =>
    queryOptions({
      queryKey: ["runs", project, "check", body],
      queryFn: ({ signal }) =>
        callApi<typeof checkRunRoute>("POST", "/api/v1/projects/{project}/run-checks", {
          params: { project },
          body,
          signal,
        }),
    }),

  comparison: (project: string, run: number, baseline: number, margin = 0) =>
    queryOptions({
      queryKey: ["runs", project, "comparison", run, baseline, margin],
      queryFn: ({ signal }) =>
        callApi<typeof compareRunsRoute>("GET", `${runs}/{run}/comparison`, {
          params: { project, run: String(run) },
          query: { baseline: String(baseline), margin },
          signal,
        }),
    }),

  /** The matrix part by part, so that rows stand grouped however many there are. */
  matrix: (project: string, run: number, filters: MatrixFilters, parts: readonly MatrixPart[]) =>
    infiniteQueryOptions({
      queryKey: ["runs", project, "matrix", run, filters, parts],
      initialPageParam: FIRST,
      queryFn: ({ signal, pageParam: { part, cursor } }) =>
        callApi<typeof getMatrixRoute>("GET", `${runs}/{run}/matrix`, {
          params: { project, run: String(run) },
          query: { limit: MATRIX_PAGE, ...filters, ...parts[part], ...(cursor ? { cursor } : {}) },
          signal,
        }),
      getNextPageParam: ({ nextCursor }, _pages, { part }) => {
        if (nextCursor) return { part, cursor: nextCursor };
        return part + 1 < parts.length ? { part: part + 1, cursor: null } : null;
      },
      placeholderData: keepPreviousData,
    }),

  /** What-ifs of a run of a chain; asked again while one is under way. */
  whatIfs: (project: string, run: number) =>
    queryOptions({
      queryKey: ["runs", project, "what-ifs", run],
      queryFn: ({ signal }) =>
        callApi<typeof listWhatIfsRoute>("GET", `${runs}/{run}/what-ifs`, {
          params: { project, run: String(run) },
          signal,
        }),
      refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? 1_000 : false),
    }),

  /** Which steps would run again, and what that costs. */
  whatIfPlan: (project: string, run: number, body: StartWhatIf) =>
    queryOptions({
      queryKey: ["runs", project, "what-if-plan", run, body],
      retry: false,
      queryFn: ({ signal }) =>
        callApi<PlanWhatIfRoute>("POST", `${runs}/{run}/what-ifs`, {
          params: { project, run: String(run) },
          query: { plan: "true" },
          body,
          signal,
        }),
    }),

  result: (project: string, run: number, caseId: string) =>
    queryOptions({
      queryKey: ["runs", project, "result", run, caseId],
      queryFn: ({ signal }) =>
        callApi<typeof getResultRoute>("GET", `${runs}/{run}/results/{case}`, {
          params: { project, run: String(run), case: caseId },
          signal,
        }),
    }),
};

export const approvalQueries = {
  all: (project: string) => ["holdout-approvals", project] as const,

  list: (project: string) =>
    queryOptions({
      queryKey: ["holdout-approvals", project, "list"],
      queryFn: ({ signal }) =>
        callApi<typeof listHoldoutApprovalsRoute>("GET", approvals, {
          params: { project },
          signal,
        }),
    }),

  /** What keeps a run below admin from the holdout. */
  check: (project: string, body: StartRunInput) =>
    queryOptions({
      queryKey: ["holdout-approvals", project, "check", body],
      queryFn: ({ signal }) =>
        callApi<typeof checkHoldoutRunRoute>("POST", `${approvals}/checks`, {
          params: { project },
          body,
          signal,
        }),
    }),
};

/** Often at first, when much happens; a run of an hour needs no news every second. */
function pollEvery(run: Run | undefined): number | false {
  if (!run || !isUnderWay(run)) return false;
  return (run.etaSeconds ?? 0) > 300 ? 3_000 : 1_000;
}
