"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { secretQueries } from "./queries";
import type {
  CreateEndpointSecret,
  createEndpointSecretRoute,
  deleteEndpointSecretRoute,
  UpdateEndpointSecret,
  updateEndpointSecretRoute,
} from "./secret-contract";

const secrets = "/api/v1/projects/{project}/endpoint-secrets";

function useRefresh(project: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: secretQueries.list(project).queryKey });
}

export function useCreateEndpointSecret(project: string) {
  return useMutation({
    mutationFn: (body: CreateEndpointSecret) =>
      callApi<typeof createEndpointSecretRoute>("POST", secrets, { params: { project }, body }),
    onSuccess: useRefresh(project),
  });
}

export function useUpdateEndpointSecret(project: string) {
  return useMutation({
    mutationFn: ({ secret, ...body }: UpdateEndpointSecret & { secret: string }) =>
      callApi<typeof updateEndpointSecretRoute>("PATCH", `${secrets}/{secret}`, {
        params: { project, secret },
        body,
      }),
    onSuccess: useRefresh(project),
  });
}

export function useDeleteEndpointSecret(project: string) {
  return useMutation({
    mutationFn: ({ secret, confirmed }: { secret: string; confirmed: boolean }) =>
      callApi<typeof deleteEndpointSecretRoute>("DELETE", `${secrets}/{secret}`, {
        params: { project, secret },
        query: { confirmed: String(confirmed) },
      }),
    onSuccess: useRefresh(project),
  });
}
