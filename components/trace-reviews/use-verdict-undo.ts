"use client";
import { useState } from "react";
import { shortId } from "@/components/traces/trace-words";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { formatCountOf } from "@/lib/format-number";
import type { QueueItem } from "@/lib/trace-reviews/contract";
import { useUndoReview, useUndoReviews } from "@/lib/trace-reviews/hooks";

/** A verdict given here, on one trace or on a group, which can be taken back. */
export type SavedVerdict =
  | { traceId: string }
  | { traceIds: readonly string[]; reviewedAt: string };

export const tracesOf = (saved: readonly SavedVerdict[]): string[] =>
  saved.flatMap((one) => ("traceId" in one ? one.traceId : one.traceIds));

interface Queue {
  items: readonly QueueItem[];
  show: (traceId: string) => void;
}

/** The verdicts that were given on this page; undoing the last one shows its trace again. */
export function useVerdictUndo(project: string, { items, show }: Queue) {
  const [saved, setSaved] = useState<readonly SavedVerdict[]>([]);
  const undoOne = useUndoReview(project);
  const undoGroup = useUndoReviews(project);
  const onError = (error: Error) => toastError(error.message);
  const finish = (traceId: string | undefined, what: string) => {
    setSaved(saved.slice(0, -1));
    if (traceId) show(traceId);
    toast(`Verdict undone on ${what}`);
  };
  const undo = () => {
    const last = saved.at(-1);
    if (!last || undoOne.isPending || undoGroup.isPending) return;
    if ("traceId" in last) {
      const { traceId } = last;
      undoOne.mutate(traceId, { onSuccess: () => finish(traceId, shortId(traceId)), onError });
      return;
    }
    undoGroup.mutate(
      { traceIds: [...last.traceIds], reviewedAt: last.reviewedAt },
      {
        onSuccess: ({ undone, left: newer }) => {
          const more = newer.length > 0 ? `, not on ${newer.length} that have a newer one` : "";
          const first = undone.find((id) => items.some(({ traceId }) => traceId === id));
          finish(first, `${formatCountOf(undone.length, "trace")}${more}`);
        },
        onError,
      },
    );
  };
  return { saved, setSaved, undo };
}
