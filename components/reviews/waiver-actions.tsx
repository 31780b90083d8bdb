"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { lazyView } from "@/components/ui/lazy-view";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import { isClosed } from "@/lib/specs/gates/closed-gates";
import type { Gate } from "@/lib/specs/gates/gate-contract";

const WaiveDialog = lazyView(() => import("./waive-dialog"));

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
      {isOpen && (
        <WaiveDialog
          project={project}
          review={review}
          gate={gate}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
