import { Button } from "@/components/ui/controls/button";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCountOf } from "@/lib/format-number";
import type { Review } from "@/lib/reviews/contract";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import type { DecisionKind } from "./review-words";

interface Props {
  review: Review;
  onConfirm: (kind: DecisionKind) => void;
}

/** Stays at the foot of the screen, so that a decision is at hand wherever one reads. */
export function DecisionBar({ review, onConfirm }: Props) {
  const { you, version, gates, requiresGates, openThreads } = review;
  if (!you.mayDecide) return null;
  const closed = requiresGates ? closedGates(gates).length : 0;
  const facts = [
    closed > 0 && formatCountOf(closed, "closed gate"),
    openThreads > 0 && formatCountOf(openThreads, "open thread"),
  ].filter(Boolean);
  return (
    <div className="sticky bottom-0 z-10 mt-4 flex flex-wrap items-center gap-2 border-t bg-surface py-2.5">
      <span className="text-13">
        Your decision on <VersionTag>v{version}</VersionTag>
      </span>
      {facts.length > 0 && <span className="text-12 text-text-2">{facts.join(", ")}</span>}
      <span className="ml-auto flex gap-2">
        <Button kbd="r" onClick={() => onConfirm("change_request")}>
          Request changes…
        </Button>
        <Button variant="primary" kbd="a" onClick={() => onConfirm("approval")}>
          Approve…
        </Button>
      </span>
    </div>
  );
}
