"use client";
import { Ellipsis } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatMs } from "@/lib/format-number";
import { useWebhookActions } from "@/lib/notifications/hooks";
import type { Webhook } from "@/lib/notifications/webhook-contract";
import { WebhookDeliveries } from "./webhook-deliveries";
import { EVENTS } from "./webhook-events";

interface Props {
  project: string;
  webhook: Webhook;
  onEdit: () => void;
  onRotate: () => void;
  onRemove: () => void;
}

/** One address: what it is told, what can be done with it, and its log. */
export function WebhookCard({ project, webhook, onEdit, onRotate, onRemove }: Props) {
  const { test, edit } = useWebhookActions(project);
  const { url, format, types, pausedAt, previousSecretUntil, createdBy, createdAt } = webhook;
  const runTest = () =>
    test.mutate(webhook.id, {
      onSuccess: ({ state, responseStatus, latencyMs, error }) =>
        state === "delivered"
          ? toast(`It answered ${responseStatus} in ${formatMs(latencyMs)}.`)
          : toastError(error ?? "That did not work."),
      onError: (error) => toastError(error.message),
    });
  const pause = () =>
    edit.mutate(
      { id: webhook.id, isPaused: pausedAt === null },
      {
        onSuccess: () => toast(pausedAt ? "It receives events from now on." : "Paused."),
        onError: (error) => toastError(error.message),
      },
    );
  return (
    <Section
      aria-label={`Webhook ${url}`}
      title={<span className="font-mono text-13 break-all">{url}</span>}
      beside={
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge>{format === "slack" ? "Slack" : "JSON"}</Badge>
          {pausedAt && (
            <Badge tone="warn">
              paused <RelativeTime value={pausedAt} />
            </Badge>
          )}
          {previousSecretUntil && (
            <Badge tone="outline">
              old secret until <RelativeTime value={previousSecretUntil} />
            </Badge>
          )}
        </span>
      }
      actions={
        <>
          <Button
            size="sm"
            busy={test.isPending}
            disabled={pausedAt !== null}
            title={pausedAt ? "Resume it first." : undefined}
            onClick={runTest}
          >
            Test
          </Button>
          <Button size="sm" onClick={onRotate}>
            Rotate secret…
          </Button>
          <Menu
            align="end"
            trigger={
              <IconButton label={`More for ${url}`} icon={<Ellipsis aria-hidden="true" />} />
            }
            items={[
              { label: "Change…", onSelect: onEdit },
              { label: pausedAt ? "Resume" : "Pause", onSelect: pause },
              { separator: true },
              { label: "Remove…", danger: true, onSelect: onRemove },
            ]}
          />
        </>
      }
      footer={
        <span className="text-12">
          {types.length === EVENTS.length ? "Receives all events" : `Receives ${wordsOf(types)}`}.
          Created by {createdBy.name}, <RelativeTime value={createdAt} />.
        </span>
      }
      flush
    >
      <WebhookDeliveries project={project} webhook={webhook} />
    </Section>
  );
}

function wordsOf(types: Webhook["types"]): string {
  const words = EVENTS.filter(([type]) => types.includes(type)).map(([, text]) => text);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
