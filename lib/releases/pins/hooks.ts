"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { CreatePin, createPinRoute, deletePinRoute } from "./pin-contract";
import { pinQueries } from "./queries";

const path = "/api/v1/projects/{project}/environments/{environment}/pins";

function useRefreshPins(project: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: pinQueries.all(project) });
}

export function useCreatePin(project: string, environment: string) {
  return useMutation({
    mutationFn: (body: CreatePin) =>
      callApi<typeof createPinRoute>("POST", path, { params: { project, environment }, body }),
    onSuccess: useRefreshPins(project),
  });
}

export function useDeletePin(project: string, environment: string) {
  return useMutation({
    mutationFn: (pin: string) =>
      callApi<typeof deletePinRoute>("DELETE", `${path}/{pin}`, {
        params: { project, environment, pin },
      }),
    onSettled: useRefreshPins(project),
  });
}
