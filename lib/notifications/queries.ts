import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import { cursorOf, cursorPages } from "@/lib/http/cursor-pages";
import type { listNotificationsRoute } from "./contract";
import type { listDeliveriesRoute, listWebhooksRoute } from "./webhook-contract";

const base = "/api/v1/projects/{project}";

export const notificationQueries = {
  all: (project: string) => ["notifications", project] as const,

  /** Asked again and again by every page: one row, and how many are unread. */
  unread: (project: string) =>
    queryOptions({
      queryKey: ["notifications", project, "unread"],
      refetchInterval: 30_000,
      queryFn: ({ signal }) =>
        callApi<typeof listNotificationsRoute>("GET", `${base}/notifications`, {
          params: { project },
          query: { limit: 1 },
          signal,
        }),
      select: ({ unread }) => unread,
    }),

  inbox: (project: string, view: "all" | "unread") =>
    infiniteQueryOptions({
      queryKey: ["notifications", project, "list", view],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listNotificationsRoute>("GET", `${base}/notifications`, {
          params: { project },
          query: {
            limit: 20,
            ...(view === "unread" ? { unread: "true" as const } : {}),
            ...cursorOf(pageParam),
          },
          signal,
        }),
      ...cursorPages,
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
    infiniteQueryOptions({
      queryKey: ["webhooks", project, "deliveries", id],
      queryFn: ({ signal, pageParam }) =>
        callApi<typeof listDeliveriesRoute>("GET", `${base}/webhooks/{id}/deliveries`, {
          params: { project, id },
          query: { limit: 10, ...cursorOf(pageParam) },
          signal,
        }),
      ...cursorPages,
    }),
};
