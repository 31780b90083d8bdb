"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError, callApi, fillPath, problemOf } from "@/lib/http/api-client";
import type { RecordingsImport } from "@/lib/providers/replay/recording-contract";
import type {
  ConnectionInput,
  createConnectionRoute,
  editConnectionRoute,
  removeConnectionRoute,
  testConnectionRoute,
  UpdateConnection,
} from "./contract";
import { connectionQueries } from "./queries";

const connections = "/api/v1/projects/{project}/connections";

function useRefresh(project: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: connectionQueries.all(project) });
}

export function useCreateConnection(project: string) {
  return useMutation({
    mutationFn: (body: ConnectionInput) =>
      callApi<typeof createConnectionRoute>("POST", connections, { params: { project }, body }),
    onSuccess: useRefresh(project),
  });
}

export function useUpdateConnection(project: string) {
  return useMutation({
    mutationFn: ({ connection, ...body }: UpdateConnection & { connection: string }) =>
      callApi<typeof editConnectionRoute>("PATCH", `${connections}/{connection}`, {
        params: { project, connection },
        body,
      }),
    onSuccess: useRefresh(project),
  });
}

export function useDeleteConnection(project: string) {
  return useMutation({
    mutationFn: ({ connection, confirmed }: { connection: string; confirmed: boolean }) =>
      callApi<typeof removeConnectionRoute>("DELETE", `${connections}/{connection}`, {
        params: { project, connection },
        query: { confirmed: String(confirmed) },
      }),
    onSuccess: useRefresh(project),
  });
}

export function useTestConnection(project: string) {
  return useMutation({
    mutationFn: (connection: string) =>
      callApi<typeof testConnectionRoute>("POST", `${connections}/{connection}/tests`, {
        params: { project, connection },
      }),
    onSettled: useRefresh(project),
  });
}

/** The file goes up as it is; the server reads it line by line. */
export function useImportRecordings(project: string) {
  return useMutation({
    mutationFn: async (file: File): Promise<RecordingsImport> => {
      const response = await fetch(
        fillPath("/api/v1/projects/{project}/recordings/imports", { project }),
        { method: "POST", headers: { "content-type": "application/jsonl" }, body: file },
      );
      if (!response.ok) throw new ApiError(await problemOf(response));
      return (await response.json()) as RecordingsImport;
    },
    onSuccess: useRefresh(project),
  });
}
