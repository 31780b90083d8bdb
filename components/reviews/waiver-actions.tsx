"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Textarea } from "@/components/ui/controls/textarea";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import { isClosed } from "@/lib/specs/gates/closed-gates";
import type { Gate } from "@/lib/specs/gates/gate-contract";

interface Props {
  project: string;
  review: Review;
  gate: Gate;
}

/** For reviewers: accept the risk of a gate that holds up the release, or withdraw that. */
export function WaiverActions({ project, review, gate }: Props) {
  const { withdrawWaiver } = useReviewActions(project, String(review.number));
  const [isOpen, setIsOpen] = useState(false);
  if (!review.you.mayDecide) return null;
  if (gate.waived) {
    const { id } = gate.waived;
    return (
      <Button
        size="sm"
        busy={withdrawWaiver.isPending}
        onClick={() =>
          withdrawWaiver.mutate(id, {
            onSuccess: () => toast("The waiver is withdrawn; the gate is closed again."),
            onError: (error) => toastError(error.message),
          })
        }
      >
        Withdraw the waiver
      </Button>
    );
  }
  if (!review.requiresGates || !isClosed(gate)) return null;
  return (
    <>
      <Button size="sm" onClick={() => setIsOpen(true)}>
        Accept the risk…
      </Button>
      <WaiveDialog {...{ project, review, gate }} open={isOpen} onOpenChange={setIsOpen} />
    </>
  );
}

interface DialogProps extends Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function WaiveDialog({ project, review, gate, open, onOpenChange }: DialogProps) {
  const { waive } = useReviewActions(project, String(review.number));
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Accept the risk of this gate?"
      confirmLabel="Accept the risk"
      disabled={reason.trim() === ""}
      onConfirm={async () => {
        await waive.mutateAsync({
          criterion: gate.criterion,
          reason: reason.trim(),
          ...(until ? { expiresAt: endOfDay(until) } : {}),
        });
        toast("The risk is accepted; the gate keeps its verdict.");
        setReason("");
        setUntil("");
      }}
    >
      <p className="mb-3">
        “{gate.statement}” no longer holds up a release of v{review.version} to {review.environment}
        . Your name and the reason stay in the review, the release note and the audit log. A newer
        version needs a new waiver.
      </p>
      <div className="grid gap-3">
        <Field label="Reason">
          <Textarea
            rows={3}
            maxLength={2000}
            value={reason}
            placeholder="Why the risk is acceptable, and what limits it"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <Field label="Until" hint="Leave empty for as long as this version is under review">
          <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

/** The last moment of a day where the reader is. */
const endOfDay = (day: string): string => new Date(`${day}T23:59:59`).toISOString();
