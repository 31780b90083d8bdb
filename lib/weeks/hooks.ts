"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { UpdateWeek, updateWeekRoute } from "./contract";
import { weekQueries } from "./queries";

export function useUpdateWeek(project: string, week: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateWeek) =>
      callApi<typeof updateWeekRoute>("PATCH", "/api/v1/projects/{project}/weeks/{week}", {
        params: { project, week },
        body,
      }),
    onSuccess: (answer) => {
      client.setQueryData(weekQueries.detail(project, week).queryKey, answer);
      return client.invalidateQueries({ queryKey: weekQueries.list(project).queryKey });
    },
  });
}
