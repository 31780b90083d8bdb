"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type {
  createSegmentRoute,
  editSegmentRoute,
  removeSegmentRoute,
  SegmentCondition,
  SegmentUpdate,
} from "./contract";

function useInvalidate(project: string) {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ["segments", project] }),
      client.invalidateQueries({ queryKey: ["eval-sets", project] }),
    ]);
  };
}

export function useCreateSegment(project: string) {
  return useMutation({
    mutationFn: (body: { name: string; description?: string; condition: SegmentCondition }) =>
      callApi<typeof createSegmentRoute>("POST", "/api/v1/projects/{project}/segments", {
        params: { project },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useUpdateSegment(project: string) {
  return useMutation({
    mutationFn: ({ segment, ...body }: SegmentUpdate & { segment: string }) =>
      callApi<typeof editSegmentRoute>("PATCH", "/api/v1/projects/{project}/segments/{segment}", {
        params: { project, segment },
        body,
      }),
    onSuccess: useInvalidate(project),
  });
}

export function useDeleteSegment(project: string) {
  return useMutation({
    mutationFn: (segment: string) =>
      callApi<typeof removeSegmentRoute>(
        "DELETE",
        "/api/v1/projects/{project}/segments/{segment}",
        {
          params: { project, segment },
        },
      ),
    onSuccess: useInvalidate(project),
  });
}
