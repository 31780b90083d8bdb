"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { callApi, fillPath, sendFile, toQuery } from "@/lib/http/api-client";
import type {
  addCaseRoute,
  copyCaseRoute,
  editCaseRoute,
  editCasesRoute,
  removeCasesRoute,
} from "./case-contract";
import type {
  archiveEvalSetRoute,
  CreateEvalSet,
  createEvalSetRoute,
  editEvalSetRoute,
  restoreRevisionRoute,
  UnsealHoldout,
  UpdateEvalSet,
  unsealHoldoutRoute,
} from "./contract";
import type { AddCase, UpdateCase, UpdateCases } from "./eval-case";
import { evalSetQueries } from "./queries";

const sets = "/api/v1/projects/{project}/eval-sets";

function useInvalidate(project: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: evalSetQueries.all(project) });
}

export function useCreateEvalSet(project: string) {
  return useMutation({
    mutationFn: (body: CreateEvalSet) =>
      callApi<typeof createEvalSetRoute>("POST", sets, { params: { project }, body }),
    onSuccess: useInvalidate(project),
  });
}

export function useUpdateEvalSet(project: string, name: string) {
  return useMutation({
    mutationFn: (body: UpdateEvalSet) =>
      callApi<typeof editEvalSetRoute>("PATCH", `${sets}/{name}`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useUnsealHoldout(project: string, name: string) {
  return useMutation({
    mutationFn: (body: UnsealHoldout) =>
      callApi<typeof unsealHoldoutRoute>("POST", `${sets}/{name}/unsealings`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useArchiveEvalSet(project: string, name: string) {
  return useMutation({
    mutationFn: (isArchived: boolean) =>
      callApi<typeof archiveEvalSetRoute>(
        (isArchived ? "POST" : "DELETE") as "POST",
        `${sets}/{name}/archive`,
        { params: { project, name } },
      ),
    onSuccess: useInvalidate(project),
  });
}

export function useAddCase(project: string, name: string) {
  return useMutation({
    mutationFn: (body: AddCase) =>
      callApi<typeof addCaseRoute>("POST", `${sets}/{name}/cases`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useUpdateCase(project: string, name: string) {
  const invalidate = useInvalidate(project);
  return useMutation({
    mutationFn: ({ caseId, ...body }: UpdateCase & { caseId: string }) =>
      callApi<typeof editCaseRoute>("PATCH", `${sets}/{name}/cases/{caseId}`, {
        params: { project, name, caseId },
        body,
      }),
    // Also after a refusal: somebody else may have been faster, and their state has to be seen.
    onSettled: invalidate,
  });
}

export function useUpdateCases(project: string, name: string) {
  return useMutation({
    mutationFn: (body: UpdateCases) =>
      callApi<typeof editCasesRoute>("POST", `${sets}/{name}/case-edits`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useCopyCase(project: string, name: string) {
  return useMutation({
    mutationFn: (caseId: string) =>
      callApi<typeof copyCaseRoute>("POST", `${sets}/{name}/cases/{caseId}/copies`, {
        params: { project, name, caseId },
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useDeleteCases(project: string, name: string) {
  return useMutation({
    mutationFn: (caseIds: string[]) =>
      callApi<typeof removeCasesRoute>("POST", `${sets}/{name}/case-removals`, {
        params: { project, name },
        body: { caseIds },
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useRestoreRevision(project: string, name: string) {
  return useMutation({
    mutationFn: ({ number, expected }: { number: number; expected: number }) =>
      callApi<typeof restoreRevisionRoute>(
        "POST",
        `${sets}/{name}/revisions/{number}/restoration`,
        { params: { project, name, number }, query: { expected } },
      ),
    onSuccess: useInvalidate(project),
  });
}

export interface ImportRequest {
  /** As it is on disk: the server reads its bytes as text. */
  file: Blob;
  contentType: string;
  encoding: ImportReport["encoding"] | "auto";
  relabel: "add" | "update";
  dryRun: boolean;
  mapping: Record<string, string>;
  /** Providers of promptfoo → models here. */
  providers: Record<string, { provider: string; name: string }>;
  split?: "development" | "holdout" | undefined;
  holdoutEvery?: number | undefined;
  seed?: string | undefined;
}

/** Sends a file as it is; the answer adds up to all of its rows. */
export async function sendImport(
  project: string,
  name: string,
  { file, contentType, mapping, providers, ...query }: ImportRequest,
  signal?: AbortSignal,
): Promise<ImportReport> {
  const path = fillPath(`${sets}/{name}/imports`, { project, name });
  const search = toQuery({
    ...query,
    suggest: true,
    mapping: JSON.stringify(mapping),
    ...(Object.keys(providers).length > 0 ? { providers: JSON.stringify(providers) } : {}),
  });
  return sendFile<ImportReport>(path + search, { file, contentType }, signal);
}

export function useImportCases(project: string, name: string) {
  return useMutation({
    mutationFn: (request: ImportRequest) => sendImport(project, name, request),
    onSuccess: useInvalidate(project),
  });
}
