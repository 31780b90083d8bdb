"use client";
import { useState } from "react";
import { Field } from "@/components/ui/controls/field";
import { Textarea } from "@/components/ui/controls/textarea";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { useRollBack } from "@/lib/releases/hooks";

interface Props {
  project: string;
  /** Id or number of the release that is taken back. */
  release: string;
  prompt: string;
  environment: string;
  from: number | null;
  /** null: nothing is live then. */
  to: number | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone?: () => void;
}

/** Two clicks and a reason: the version before, or nothing, is live for everybody at once. */
export function RollBackDialog(props: Props) {
  const { project, release, prompt, environment, from, to, open, onOpenChange, onDone } = props;
  const [reason, setReason] = useState("");
  const rollBack = useRollBack(project);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={
        to === null
          ? `Take ${prompt} offline in ${environment}?`
          : `Roll ${environment} back to v${to}?`
      }
      confirmLabel={to === null ? "Take offline" : `Roll back to v${to}`}
      cancelLabel={`Keep v${from}`}
      tone="danger"
      disabled={reason.trim() === ""}
      onConfirm={async () => {
        await rollBack.mutateAsync({ release, reason: reason.trim() });
        toast(
          to === null
            ? `${prompt} is offline in ${environment}.`
            : `${prompt} v${to} is live in ${environment} again.`,
        );
        setReason("");
        onDone?.();
      }}
    >
      <p className="mb-3">
        Every application that asks for <span className="font-mono text-code">{prompt}</span> in{" "}
        {environment} gets{" "}
        {to === null
          ? `the answer 404 instead of v${from} within two seconds: nothing is live there until the next release.`
          : `v${to} instead of v${from} within two seconds.`}{" "}
        It becomes a new release; the history stays.
      </p>
      <Field label="Reason">
        <Textarea
          rows={2}
          maxLength={2000}
          value={reason}
          placeholder="What went wrong, and where it was seen"
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
