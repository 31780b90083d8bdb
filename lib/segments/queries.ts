import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listSegmentsRoute, previewSegmentRoute, SegmentCondition } from "./contract";

export const segmentQueries = {
  list: (project: string) =>
    queryOptions({
      queryKey: ["segments", project, "list"],
      queryFn: ({ signal }) =>
        callApi<typeof listSegmentsRoute>("GET", "/api/v1/projects/{project}/segments", {
          params: { project },
          signal,
        }),
    }),
  /** Give the condition once it is valid; the key holds it whole, so that a changed one is counted again. */
  preview: (project: string, condition: SegmentCondition) =>
    queryOptions({
      queryKey: ["segments", project, "preview", condition],
      queryFn: ({ signal }) =>
        callApi<typeof previewSegmentRoute>(
          "POST",
          "/api/v1/projects/{project}/segments/previews",
          {
            params: { project },
            body: { condition },
            signal,
          },
        ),
    }),
};
