"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, fillPath, sendFile, toQuery } from "@/lib/http/api-client";
import type {
  archiveDocumentSetRoute,
  CreateDocumentSet,
  createDocumentSetRoute,
  editDocumentSetRoute,
  UpdateDocumentSet,
} from "./contract";
import type { removeDocumentRoute, WriteDocument, writeDocumentRoute } from "./document-contract";
import type { ImportDocumentsReport } from "./import/import-report";
import { documentQueries } from "./queries";

const sets = "/api/v1/projects/{project}/document-sets";

function useInvalidate(project: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: documentQueries.all(project) });
}

export function useCreateDocumentSet(project: string) {
  return useMutation({
    mutationFn: (body: CreateDocumentSet) =>
      callApi<typeof createDocumentSetRoute>("POST", sets, { params: { project }, body }),
    onSuccess: useInvalidate(project),
  });
}

export function useUpdateDocumentSet(project: string, name: string) {
  return useMutation({
    mutationFn: (body: UpdateDocumentSet) =>
      callApi<typeof editDocumentSetRoute>("PATCH", `${sets}/{name}`, {
        params: { project, name },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useArchiveDocumentSet(project: string, name: string) {
  return useMutation({
    mutationFn: (isArchived: boolean) =>
      callApi<typeof archiveDocumentSetRoute>(
        (isArchived ? "POST" : "DELETE") as "POST",
        `${sets}/{name}/archive`,
        { params: { project, name } },
      ),
    onSuccess: useInvalidate(project),
  });
}

export function useWriteDocument(project: string, name: string) {
  const invalidate = useInvalidate(project);
  return useMutation({
    mutationFn: ({ document, ...body }: WriteDocument & { document: string }) =>
      callApi<typeof writeDocumentRoute>("PUT", `${sets}/{name}/documents/{document}`, {
        params: { project, name, document },
        body,
      }),
    // Also after a refusal: somebody else may have been faster, and their text has to be seen.
    onSettled: invalidate,
  });
}

export function useDeleteDocument(project: string, name: string) {
  return useMutation({
    mutationFn: (document: string) =>
      callApi<typeof removeDocumentRoute>("DELETE", `${sets}/{name}/documents/{document}`, {
        params: { project, name, document },
      }),
    onSuccess: useInvalidate(project),
  });
}

export interface ImportDocumentsRequest {
  /** As it is on disk: the server reads its bytes as text. */
  file: File;
  contentType: string;
  dryRun: boolean;
}

/** Sends a file as it is; the answer adds up to all of its passages. */
export function sendDocuments(
  project: string,
  name: string,
  { file, contentType, dryRun }: ImportDocumentsRequest,
  signal?: AbortSignal,
): Promise<ImportDocumentsReport> {
  const path = fillPath(`${sets}/{name}/imports`, { project, name });
  const query = toQuery({ dryRun, file: file.name });
  return sendFile<ImportDocumentsReport>(path + query, { file, contentType }, signal);
}

export function useImportDocuments(project: string, name: string) {
  return useMutation({
    mutationFn: (request: ImportDocumentsRequest) => sendDocuments(project, name, request),
    onSuccess: useInvalidate(project),
  });
}
