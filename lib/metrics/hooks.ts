"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  AlertEdit,
  AlertInput,
  createAlertRoute,
  editAlertRoute,
  removeAlertRoute,
} from "@/lib/metrics/alerts/alert-contract";
import { alertQueries } from "./queries";

const alerts = "/api/v1/projects/{project}/alerts";

export function useAlertActions(project: string) {
  const client = useQueryClient();
  const onSuccess = () =>
    client.invalidateQueries({ queryKey: alertQueries.list(project).queryKey });
  return {
    create: useMutation({
      mutationFn: (body: AlertInput) =>
        callApi<typeof createAlertRoute>("POST", alerts, { params: { project }, body }),
      onSuccess,
    }),
    edit: useMutation({
      mutationFn: ({ id, ...body }: AlertEdit & { id: string }) =>
        callApi<typeof editAlertRoute>("PATCH", `${alerts}/{id}`, {
          params: { project, id },
          body,
        }),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) =>
        callApi<typeof removeAlertRoute>("DELETE", `${alerts}/{id}`, { params: { project, id } }),
      onSuccess,
    }),
  };
}
