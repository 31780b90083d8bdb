"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ShownOnce } from "@/components/settings/shown-once";
import { Button } from "@/components/ui/controls/button";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { notificationQueries } from "@/lib/notifications/queries";
import type { Webhook } from "@/lib/notifications/webhook-contract";
import { WebhookCard } from "./webhook-card";
import { WebhookGuide } from "./webhook-guide";
import { WebhookQuestion, type WebhookQuestionAbout } from "./webhook-question";

const WebhookDialog = lazyView(() => import("./webhook-dialog"));

interface Secret {
  url: string;
  secret: string;
}

/** Addresses that are told of reviews and releases, each with its log. */
export function WebhooksSection({ project }: { project: string }) {
  const webhooks = useQuery(notificationQueries.webhooks(project));
  const [editing, setEditing] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [question, setQuestion] = useState<WebhookQuestionAbout | null>(null);
  const [isGuideOpen, setIsGuideOpen] = useState(false);
  const rows = webhooks.data?.data ?? [];
  const isEmpty = webhooks.data !== undefined && rows.length === 0;
  return (
    <div className="grid gap-4">
      <Section
        title="Webhooks"
        beside={<span className="text-12 text-text-3">signed, retried for about 24 h</span>}
        actions={
          <>
            <Button
              size="sm"
              aria-expanded={isGuideOpen}
              onClick={() => setIsGuideOpen(!isGuideOpen)}
            >
              How to receive them
            </Button>
            {rows.length > 0 && (
              <Button size="sm" variant="primary" onClick={() => setEditing("new")}>
                New webhook…
              </Button>
            )}
          </>
        }
        flush
        footer="Retried after 10 s, 1 min, 5 min, 30 min, 2 h, 5 h and twice 8 h; then admins are notified in their inbox. The log is kept for 30 days."
      >
        {secret && <NewSecret {...secret} onStored={() => setSecret(null)} />}
        {webhooks.error && !webhooks.data && (
          <ErrorState
            title="The webhooks cannot be read."
            onRetry={() => void webhooks.refetch()}
            error={webhooks.error}
          />
        )}
        {webhooks.isPending && <WebhooksLoading />}
        {isEmpty && <NoWebhooks onNew={() => setEditing("new")} />}
        {rows.length > 0 && (
          <p className="text-12 text-text-2 px-4 py-3">
            {rows.length === 1
              ? "One address receives events of this project, with its own secret and log."
              : `${rows.length} addresses receive events of this project, each with its own secret and log.`}
          </p>
        )}
        {isGuideOpen && <WebhookGuide />}
      </Section>
      {rows.map((webhook) => (
        <WebhookCard
          key={webhook.id}
          project={project}
          webhook={webhook}
          onEdit={() => setEditing(webhook)}
          onRotate={() => setQuestion({ kind: "rotate", webhook })}
          onRemove={() => setQuestion({ kind: "remove", webhook })}
        />
      ))}
      {editing && (
        <WebhookDialog
          key={editing === "new" ? "new" : editing.id}
          project={project}
          webhook={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onCreated={setSecret}
        />
      )}
      <WebhookQuestion
        project={project}
        question={question}
        onClose={() => setQuestion(null)}
        onRotated={setSecret}
      />
    </div>
  );
}

function NewSecret({ url, secret, onStored }: Secret & { onStored: () => void }) {
  return (
    <ShownOnce
      title={
        <>
          Copy the signing secret of <span className="font-mono text-code">{url}</span> now.
        </>
      }
      secret={secret}
      onStored={onStored}
    >
      You will not see it again.
    </ShownOnce>
  );
}

function WebhooksLoading() {
  return (
    <div className="grid gap-2 px-4 py-4" aria-busy="true">
      <Skeleton width={280} />
      <Skeleton width={200} />
    </div>
  );
}

function NoWebhooks({ onNew }: { onNew: () => void }) {
  return (
    <Empty
      title="No webhooks yet"
      actions={
        <Button variant="primary" onClick={onNew}>
          New webhook…
        </Button>
      }
    >
      A webhook notifies a chat, a ticket system or your own service when a version is reviewed,
      released or rolled back.
    </Empty>
  );
}
