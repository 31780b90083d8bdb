"use client";
import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { categoryQueries } from "@/lib/failure-categories/queries";
import { callApi, fillPath, sendFile, toQuery } from "@/lib/http/api-client";
import type {
  ApproveForHoldout,
  approveForHoldoutRoute,
  revokeHoldoutApprovalRoute,
} from "@/lib/runs/holdout/approval-contract";
import type {
  ImportOutputsQuery,
  importOutputsRoute,
  OutputsPreview,
} from "@/lib/runs/import/import-contract";
import type { Matrix } from "@/lib/runs/results/matrix-contract";
import type { categoriseResultsRoute } from "@/lib/runs/results/result-contract";
import type {
  cancelRunRoute,
  retryErrorsRoute,
  UpdateRun,
  updateRunRoute,
} from "./change-contract";
import { approvalQueries, runQueries } from "./queries";
import type { StartRunInput, startRunRoute } from "./start-contract";
import type { StartWhatIf, StartWhatIfRoute } from "./what-if/what-if-contract";

const runs = "/api/v1/projects/{project}/runs";
const approvals = "/api/v1/projects/{project}/holdout-approvals";

export function useStartRun(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartRunInput) =>
      callApi<typeof startRunRoute>("POST", runs, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: runQueries.all(project) }),
  });
}

/** Runs cases again with another output of a step. */
export function useStartWhatIf(project: string, run: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartWhatIf) =>
      callApi<StartWhatIfRoute>("POST", `${runs}/{run}/what-ifs`, {
        params: { project, run: String(run) },
        body,
      }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: runQueries.whatIfs(project, run).queryKey }),
  });
}

export interface OutputsRequest {
  file: Blob;
  contentType: string;
  query: Partial<z.input<typeof ImportOutputsQuery>>;
}

export function previewOutputs(
  project: string,
  { query, ...file }: OutputsRequest,
  signal: AbortSignal,
): Promise<OutputsPreview> {
  const address = fillPath(`${runs}/import-previews`, { project }) + toQuery(query);
  return sendFile<OutputsPreview>(address, file, signal);
}

export function useImportOutputs(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ query, ...file }: OutputsRequest) =>
      sendFile<z.infer<(typeof importOutputsRoute)["response"]>>(
        fillPath(`${runs}/imports`, { project }) + toQuery(query),
        file,
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: runQueries.all(project) }),
  });
}

export function useUpdateRun(project: string, run: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateRun) =>
      callApi<typeof updateRunRoute>("PATCH", `${runs}/{run}`, {
        params: { project, run: String(run) },
        body,
      }),
    onSuccess: (updated) => {
      client.setQueryData(runQueries.detail(project, run).queryKey, updated);
      return client.invalidateQueries({ queryKey: ["runs", project, "list"] });
    },
  });
}

export function useCancelRun(project: string, run: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<typeof cancelRunRoute>("POST", `${runs}/{run}/cancellation`, {
        params: { project, run: String(run) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: runQueries.all(project) }),
  });
}

export function useRetryErrors(project: string, run: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      callApi<typeof retryErrorsRoute>("POST", `${runs}/{run}/error-retries`, {
        params: { project, run: String(run) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: runQueries.all(project) }),
  });
}

interface Categorisation {
  caseIds: readonly string[];
  category: { id: string; name: string } | null;
}

/** Rows that are loaded change at once; a matrix of thousands is not read again for one word. */
export function useCategoriseCases(project: string, run: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ caseIds, category }: Categorisation) =>
      callApi<typeof categoriseResultsRoute>("POST", `${runs}/{run}/categorisations`, {
        params: { project, run: String(run) },
        body: { category: category?.id ?? null, results: caseIds.map((caseId) => ({ caseId })) },
      }),
    onSuccess: async (_answer, { caseIds, category }) => {
      const queryKey = ["runs", project, "matrix", run];
      // A part that is still being read would put the rows before it back as they were.
      await client.cancelQueries({ queryKey });
      client.setQueriesData<InfiniteData<Matrix>>(
        { queryKey },
        (matrix) => matrix && withCategory(matrix, caseIds, category),
      );
      return Promise.all([
        client.invalidateQueries({ queryKey: ["runs", project, "result", run] }),
        client.invalidateQueries({ queryKey: runQueries.detail(project, run).queryKey }),
        client.invalidateQueries({ queryKey: runQueries.failureGroups(project, run).queryKey }),
        client.invalidateQueries({ queryKey: categoryQueries.all(project) }),
      ]);
    },
  });
}

function withCategory(
  matrix: InfiniteData<Matrix>,
  caseIds: readonly string[],
  category: Categorisation["category"],
): InfiniteData<Matrix> {
  const changed = new Set(caseIds);
  return {
    ...matrix,
    pages: matrix.pages.map((page) => ({
      ...page,
      data: page.data.map((row) => {
        const [mine, ...others] = row.cells;
        if (mine?.outcome !== "failed" || !changed.has(row.caseId)) return row;
        return { ...row, cells: [{ ...mine, category }, ...others] };
      }),
    })),
  };
}

export function useApproveForHoldout(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ApproveForHoldout) =>
      callApi<typeof approveForHoldoutRoute>("POST", approvals, { params: { project }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: approvalQueries.all(project) }),
  });
}

export function useRevokeHoldoutApproval(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (approval: string) =>
      callApi<typeof revokeHoldoutApprovalRoute>("DELETE", `${approvals}/{approval}`, {
        params: { project, approval },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: approvalQueries.all(project) }),
  });
}
