import { queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { listDeliveriesRoute, listNotificationsRoute, listWebhooksRoute } from "./contract";

const base = "/api/v1/projects/{project}";

export const notificationQueries = {
  inbox: (project: string) =>
    queryOptions({
      queryKey: ["notifications", project],
      refetchInterval: 30_000,
      queryFn: ({ signal }) =>
        callApi<typeof listNotificationsRoute>("GET", `${base}/notifications`, {
          params: { project },
          query: { limit: 30 },
          signal,
        }),
    }),

  webhooks: (project: string) =>
    queryOptions({
      queryKey: ["webhooks", project],
      queryFn: ({ signal }) =>
        callApi<typeof listWebhooksRoute>("GET", `${base}/webhooks`, {
          params: { project },
          signal,
        }),
    }),

  deliveries: (project: string, id: string) =>
    queryOptions({
      queryKey: ["webhooks", project, "deliveries", id],
      refetchInterval: 5_000,
      queryFn: ({ signal }) =>
        callApi<typeof listDeliveriesRoute>("GET", `${base}/webhooks/{id}/deliveries`, {
          params: { project, id },
          query: { limit: 50 },
          signal,
        }),
    }),
};
