"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi } from "@/lib/http/api-client";
import type { markReadRoute } from "./contract";
import { notificationQueries } from "./queries";
import type {
  CreateWebhook,
  createWebhookRoute,
  editWebhookRoute,
  redeliverRoute,
  removeWebhookRoute,
  rotateSecretRoute,
  testWebhookRoute,
  UpdateWebhook,
} from "./webhook-contract";

/** Marks one's own notifications as read: those with the ids, those about a page, or all of them. */
export function useMarkRead(project: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: string[] | { path: string } | "all") =>
      callApi<typeof markReadRoute>("POST", "/api/v1/projects/{project}/notifications/reads", {
        params: { project },
        body: which === "all" ? {} : Array.isArray(which) ? { ids: which } : which,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: notificationQueries.all(project) }),
  });
}

const webhooks = "/api/v1/projects/{project}/webhooks";

/** Everything that an admin does with webhooks. */
export function useWebhookActions(project: string) {
  const client = useQueryClient();
  const onSettled = () =>
    client.invalidateQueries({ queryKey: notificationQueries.webhooks(project).queryKey });
  const create = useMutation({
    mutationFn: (body: CreateWebhook) =>
      callApi<typeof createWebhookRoute>("POST", webhooks, { params: { project }, body }),
    onSettled,
  });
  const edit = useMutation({
    mutationFn: ({ id, ...body }: UpdateWebhook & { id: string }) =>
      callApi<typeof editWebhookRoute>("PATCH", `${webhooks}/{id}`, {
        params: { project, id },
        body,
      }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      callApi<typeof removeWebhookRoute>("DELETE", `${webhooks}/{id}`, { params: { project, id } }),
    onSettled,
  });
  const rotate = useMutation({
    mutationFn: (id: string) =>
      callApi<typeof rotateSecretRoute>("POST", `${webhooks}/{id}/secrets`, {
        params: { project, id },
      }),
    onSettled,
  });
  const test = useMutation({
    mutationFn: (id: string) =>
      callApi<typeof testWebhookRoute>("POST", `${webhooks}/{id}/tests`, {
        params: { project, id },
      }),
    onSettled,
  });
  const redeliver = useMutation({
    mutationFn: ({ id, delivery }: { id: string; delivery: string }) =>
      callApi<typeof redeliverRoute>(
        "POST",
        `${webhooks}/{id}/deliveries/{delivery}/redeliveries`,
        { params: { project, id, delivery } },
      ),
    onSettled,
  });
  return { create, edit, remove, rotate, test, redeliver };
}
