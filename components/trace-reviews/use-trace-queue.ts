"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import { traceQueries } from "@/lib/traces/queries";
import { nextPending } from "./pending-items";
import { useReviewAddress } from "./use-review-address";
import { type SavedVerdict, tracesOf, useVerdictUndo } from "./use-verdict-undo";

const REFRESH_MS = 20_000;

/** The week's queue, the trace at hand (in the address), and the verdicts that were given here. */
export function useTraceQueue(project: string) {
  const { address, show, setRule, hrefOf } = useReviewAddress(project);
  const client = useQueryClient();
  const query = useQuery({
    ...traceReviewQueries.queue(project, {
      ...(address.week ? { week: address.week } : {}),
      ...(address.rule ? { rule: address.rule } : {}),
    }),
    refetchInterval: REFRESH_MS,
  });
  const items = query.data?.data ?? [];
  const { saved, setSaved, undo } = useVerdictUndo(project, { items, show });
  const current = address.trace ?? nextPending(items, null, tracesOf(saved));
  const upcoming = nextPending(items, current, tracesOf(saved));

  // The next one is read while this one is judged.
  useEffect(() => {
    if (!upcoming) return;
    void client.prefetchQuery(traceQueries.whole(project, upcoming));
    void client.prefetchQuery(traceReviewQueries.sheet(project, upcoming));
  }, [client, project, upcoming]);

  const showNext = () => show(upcoming);
  return {
    ...{ query, items, current, undo, showNext, rule: address.rule, setRule, hrefOf },
    canUndo: saved.length > 0,
    step(by: 1 | -1) {
      const at = items.findIndex(({ traceId }) => traceId === current);
      const next = items[at + by];
      if (next) show(next.traceId);
    },
    /** The trace at hand has a verdict now. */
    addVerdict(traceId: string) {
      setSaved([...saved, { traceId }]);
      showNext();
    },
    addGroup(verdict: Extract<SavedVerdict, { reviewedAt: string }>) {
      const all = [...saved, verdict];
      setSaved(all);
      if (current && verdict.traceIds.includes(current)) {
        show(nextPending(items, current, tracesOf(all)));
      }
    },
  };
}
