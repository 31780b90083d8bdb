"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ShownOnce } from "@/components/settings/shown-once";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { formatMs } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { toast, toastError } from "@/components/ui/toast";
import type { Webhook } from "@/lib/notifications/contract";
import { useWebhookActions } from "@/lib/notifications/hooks";
import { notificationQueries } from "@/lib/notifications/queries";
import { WebhookDeliveries } from "./webhook-deliveries";
import { WebhookDialog } from "./webhook-dialog";

/** Addresses that are told of reviews and releases, each with its log. */
export function WebhooksSection({ project }: { project: string }) {
  const webhooks = useQuery(notificationQueries.webhooks(project));
  const { remove, rotate } = useWebhookActions(project);
  const [editing, setEditing] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState<{ url: string; secret: string } | null>(null);
  const [removing, setRemoving] = useState<Webhook | null>(null);
  const [rotating, setRotating] = useState<Webhook | null>(null);
  const rows = webhooks.data?.data ?? [];
  return (
    <>
      <Section
        title="Webhooks"
        beside={
          <span className="small faint">
            signed with HMAC-SHA-256 over the time and the body, in the header galley-signature
          </span>
        }
        actions={
          <Button size="sm" variant="primary" onClick={() => setEditing("new")}>
            New webhook…
          </Button>
        }
        flush
        footer="Tries again after 10 s, 1 min, 5 min, then longer, for about 24 h. An answer has to come within 10 s."
      >
        {secret && (
          <ShownOnce
            title={
              <>
                Copy the signing secret of <span className="mono">{secret.url}</span> now.
              </>
            }
            secret={secret.secret}
            onStored={() => setSecret(null)}
          >
            It is shown this once.
          </ShownOnce>
        )}
        {webhooks.error && (
          <ErrorState title="The webhooks cannot be read." onRetry={() => void webhooks.refetch()}>
            {webhooks.error.message}
          </ErrorState>
        )}
        {webhooks.data && rows.length === 0 && (
          <Empty title="No webhooks yet">
            A webhook tells a chat, a ticket system or your own service when a version is reviewed,
            released or rolled back.
          </Empty>
        )}
      </Section>
      {rows.map((webhook) => (
        <OneWebhook
          key={webhook.id}
          project={project}
          webhook={webhook}
          onEdit={() => setEditing(webhook)}
          onRotate={() => setRotating(webhook)}
          onRemove={() => setRemoving(webhook)}
        />
      ))}
      {editing && (
        <WebhookDialog
          key={editing === "new" ? "new" : editing.id}
          project={project}
          webhook={editing === "new" ? null : editing}
          onOpenChange={() => setEditing(null)}
          onMade={setSecret}
        />
      )}
      <ConfirmDialog
        open={rotating !== null}
        onOpenChange={() => setRotating(null)}
        title="Make a new signing secret?"
        confirmLabel="Make a new secret"
        onConfirm={async () => {
          if (rotating) setSecret(await rotate.mutateAsync(rotating.id));
        }}
      >
        For 24 hours every delivery is signed with both, so that the receiver can change over
        without a gap.
      </ConfirmDialog>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title="Remove this webhook?"
        confirmLabel="Remove"
        tone="danger"
        onConfirm={async () => {
          if (!removing) return;
          await remove.mutateAsync(removing.id);
          toast("The webhook is removed.");
        }}
      >
        {removing?.url} is told nothing more, and what still waits is not sent.
      </ConfirmDialog>
    </>
  );
}

interface OneProps {
  project: string;
  webhook: Webhook;
  onEdit: () => void;
  onRotate: () => void;
  onRemove: () => void;
}

function OneWebhook({ project, webhook, onEdit, onRotate, onRemove }: OneProps) {
  const { test, edit } = useWebhookActions(project);
  const runTest = () =>
    test.mutate(webhook.id, {
      onSuccess: ({ state, responseStatus, latencyMs, error }) =>
        state === "delivered"
          ? toast(`It answered ${responseStatus} in ${formatMs(latencyMs)}.`)
          : toastError(error ?? "It did not work."),
      onError: (error) => toastError(error.message),
    });
  return (
    <Section
      title={<span className="mono small break-all">{webhook.url}</span>}
      beside={
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge>{webhook.format === "slack" ? "Slack" : "JSON"}</Badge>
          {webhook.pausedAt && <Badge tone="warn">paused</Badge>}
          {webhook.previousSecretUntil && (
            <Badge tone="outline">
              old secret until <RelativeTime value={webhook.previousSecretUntil} />
            </Badge>
          )}
        </span>
      }
      actions={
        <span className="flex flex-wrap gap-2">
          <Button
            size="sm"
            busy={edit.isPending}
            onClick={() => edit.mutate({ id: webhook.id, isPaused: webhook.pausedAt === null })}
          >
            {webhook.pausedAt ? "Resume" : "Pause"}
          </Button>
          <Button size="sm" busy={test.isPending} onClick={runTest}>
            Test
          </Button>
          <Button size="sm" onClick={onEdit}>
            Change…
          </Button>
          <Button size="sm" onClick={onRotate}>
            Rotate secret…
          </Button>
          <Button size="sm" variant="danger" onClick={onRemove}>
            Remove…
          </Button>
        </span>
      }
      flush
    >
      <WebhookDeliveries project={project} webhook={webhook} />
    </Section>
  );
}
