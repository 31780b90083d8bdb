"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { reviewClass } from "@/components/trace-reviews/review-class";
import { shortId } from "@/components/traces/trace-words";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { formatCountOf } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";
import { useUndoReview, useUndoReviews } from "@/lib/trace-reviews/hooks";
import { traceReviewQueries } from "@/lib/trace-reviews/queries";
import { traceQueries } from "@/lib/traces/queries";
import { nextPending } from "./pending-items";
import { ReviewDesk } from "./review-desk";
import { ReviewHead } from "./review-head";
import { ReviewQueueList } from "./review-queue";
import { DeskSkeleton, ReviewSkeleton } from "./review-skeleton";
import { useReviewAddress } from "./use-review-address";

const QueueEnd = lazy(() => import("./queue-end").then((module) => ({ default: module.QueueEnd })));
const RulesDialog = lazyView(() => import("./rules-dialog"));
const GroupDialog = lazyView(() => import("./group-dialog"));

interface Props {
  project: string;
  mayWrite: boolean;
  canSeeHoldout: boolean;
}

const REFRESH_MS = 20_000;

/** A verdict given here, on one trace or on a group, which can be taken back. */
type Saved = { traceId: string } | { traceIds: readonly string[]; reviewedAt: string };

const idsOf = (saved: readonly Saved[]): string[] =>
  saved.flatMap((one) => ("traceId" in one ? one.traceId : one.traceIds));

/** The week's queue: one trace after the other, from the keyboard. */
export function ReviewView({ project, mayWrite, canSeeHoldout }: Props) {
  const { address, show, setRule, hrefOf } = useReviewAddress(project);
  const client = useQueryClient();
  const [saved, setSaved] = useState<readonly Saved[]>([]);
  const [isRuling, setRuling] = useState(false);
  const [group, setGroup] = useState<{ traceIds: string[]; terms: string[] } | null>(null);
  const undo = useUndoReview(project);
  const undoGroup = useUndoReviews(project);
  const query = {
    ...(address.week ? { week: address.week } : {}),
    ...(address.rule ? { rule: address.rule } : {}),
  };
  const queueQuery = useQuery({
    ...traceReviewQueries.queue(project, query),
    refetchInterval: REFRESH_MS,
  });
  const queue = queueQuery.data;
  const items = queue?.data ?? [];
  const current = address.trace ?? nextPending(items, null, idsOf(saved));
  const upcoming = nextPending(items, current, idsOf(saved));
  const step = (by: 1 | -1) => {
    const at = items.findIndex(({ traceId }) => traceId === current);
    const next = items[at + by];
    if (next) show(next.traceId);
  };
  const takeBack = () => {
    const last = saved.at(-1);
    if (!last || undo.isPending || undoGroup.isPending) return;
    const onError = (error: Error) => toastError(error.message);
    const done = (traceId: string | undefined, what: string) => {
      setSaved(saved.slice(0, -1));
      if (traceId) show(traceId);
      toast(`Verdict undone on ${what}`);
    };
    if ("traceId" in last) {
      const { traceId } = last;
      undo.mutate(traceId, { onSuccess: () => done(traceId, shortId(traceId)), onError });
      return;
    }
    undoGroup.mutate(
      { traceIds: [...last.traceIds], reviewedAt: last.reviewedAt },
      {
        onSuccess: ({ undone, left }) => {
          const first = undone.find((id) => items.some(({ traceId }) => traceId === id));
          const more = left.length > 0 ? `, not on ${left.length} that have a newer one` : "";
          done(first, `${formatCountOf(undone.length, "trace")}${more}`);
        },
        onError,
      },
    );
  };

  // The next one is read while this one is judged.
  useEffect(() => {
    if (!upcoming) return;
    void client.prefetchQuery(traceQueries.whole(project, upcoming));
    void client.prefetchQuery(traceReviewQueries.sheet(project, upcoming));
  }, [client, project, upcoming]);

  useShortcuts([
    { keys: "j", label: "Next trace", group: "Queue", run: () => step(1) },
    { keys: "k", label: "Previous trace", group: "Queue", run: () => step(-1) },
    {
      keys: "z",
      label: "Undo the last verdict",
      group: "Verdict",
      enabled: mayWrite,
      run: takeBack,
    },
  ]);

  if (queueQuery.error && !queue) {
    const { error } = queueQuery;
    return (
      <ErrorState
        title="The queue cannot be shown."
        requestId={error instanceof ApiError ? error.problem.requestId : null}
        onRetry={() => void queueQuery.refetch()}
      >
        {error.message}
      </ErrorState>
    );
  }
  if (!queue) return <ReviewSkeleton />;
  return (
    <div className={reviewClass}>
      <ReviewHead
        queue={queue}
        mayWrite={mayWrite}
        canUndo={saved.length > 0}
        onUndo={takeBack}
        onRules={() => setRuling(true)}
      />
      <ReviewQueueList
        items={items}
        current={current}
        href={hrefOf}
        rule={address.rule}
        onRule={setRule}
      />
      {current ? (
        <ReviewDesk
          key={current}
          project={project}
          traceId={current}
          mayWrite={mayWrite}
          canSeeHoldout={canSeeHoldout}
          onSaved={() => {
            setSaved([...saved, { traceId: current }]);
            show(upcoming);
          }}
          onSkipHeld={() => show(upcoming)}
          onGroup={(traceIds, terms) => setGroup({ traceIds, terms })}
        />
      ) : (
        <Suspense fallback={<DeskSkeleton />}>
          <QueueEnd
            project={project}
            queue={queue}
            rule={address.rule}
            onRule={setRule}
            mayWrite={mayWrite}
            onRules={() => setRuling(true)}
            onRefresh={() => void queueQuery.refetch()}
          />
        </Suspense>
      )}
      {isRuling && (
        <RulesDialog project={project} mayWrite={mayWrite} onClose={() => setRuling(false)} />
      )}
      {group && (
        <GroupDialog
          project={project}
          {...group}
          mayWrite={mayWrite}
          onSaved={(given) => {
            const now = [...saved, given];
            setSaved(now);
            if (current && given.traceIds.includes(current)) {
              show(nextPending(items, current, idsOf(now)));
            }
          }}
          onClose={() => setGroup(null)}
        />
      )}
    </div>
  );
}
