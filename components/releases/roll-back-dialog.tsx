"use client";
import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useRollBack } from "@/lib/releases/hooks";

interface Props {
  project: string;
  /** Id or number of the release that is taken back. */
  release: string;
  prompt: string;
  environment: string;
  from: number;
  to: number;
  /** Why the version that would go live was taken back before. */
  takenBackBecause?: string | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDone?: () => void;
}

/** Two clicks and a reason: the version before goes live again for everybody at once. */
export function RollBackDialog(props: Props) {
  const { project, release, prompt, environment, from, to, open, onOpenChange, onDone } = props;
  const { takenBackBecause } = props;
  const [reason, setReason] = useState("");
  const rollBack = useRollBack(project);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Roll ${environment} back to v${to}?`}
      confirmLabel={`Roll back to v${to}`}
      cancelLabel={`Keep v${from}`}
      tone="danger"
      disabled={reason.trim() === ""}
      onConfirm={async () => {
        await rollBack.mutateAsync({ release, reason: reason.trim() });
        toast(`${prompt} v${to} is live in ${environment} again.`);
        setReason("");
        onDone?.();
      }}
    >
      <p className="mb-3">
        Every application that asks for <span className="mono">{prompt}</span> in {environment} gets
        v{to} instead of v{from} within two seconds. It becomes a new release; the history stays.
      </p>
      {takenBackBecause && (
        <Notice tone="warn" className="mb-3" title={`v${to} was rolled back:`}>
          {takenBackBecause}
        </Notice>
      )}
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
