"use client";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { useWebhookActions } from "@/lib/notifications/hooks";
import type { Webhook } from "@/lib/notifications/webhook-contract";

export interface WebhookQuestionAbout {
  kind: "rotate" | "remove";
  webhook: Webhook;
}

interface Props {
  project: string;
  /** null: nothing is asked. */
  question: WebhookQuestionAbout | null;
  onClose: () => void;
  onRotated: (secret: { url: string; secret: string }) => void;
}

/** What is asked before a secret or a webhook is replaced or gone. */
export function WebhookQuestion({ project, question, onClose, onRotated }: Props) {
  const { remove, rotate } = useWebhookActions(project);
  const webhook = question?.webhook;
  return (
    <>
      <ConfirmDialog
        open={question?.kind === "rotate"}
        onOpenChange={onClose}
        title="Rotate the signing secret?"
        confirmLabel="Rotate secret"
        onConfirm={async () => {
          if (webhook) onRotated(await rotate.mutateAsync(webhook.id));
        }}
      >
        For 24 hours every delivery is signed with both secrets, so that the receiver can switch
        without a gap.
      </ConfirmDialog>
      <ConfirmDialog
        open={question?.kind === "remove"}
        onOpenChange={onClose}
        title="Remove this webhook?"
        confirmLabel="Remove"
        tone="danger"
        onConfirm={async () => {
          if (!webhook) return;
          await remove.mutateAsync(webhook.id);
          toast("Webhook removed");
        }}
      >
        <span className="font-mono text-code break-all">{webhook?.url}</span> receives nothing more,
        and pending deliveries are dropped.
      </ConfirmDialog>
    </>
  );
}
