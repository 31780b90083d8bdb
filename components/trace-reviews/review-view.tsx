"use client";
import { lazy, Suspense, useState } from "react";
import { reviewClass } from "@/components/trace-reviews/review-class";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ReviewDesk } from "./review-desk";
import { ReviewHead } from "./review-head";
import { ReviewQueueList } from "./review-queue";
import { DeskSkeleton, ReviewSkeleton } from "./review-skeleton";
import { useTraceQueue } from "./use-trace-queue";

const QueueEnd = lazy(() => import("./queue-end").then((module) => ({ default: module.QueueEnd })));
const RulesDialog = lazyView(() => import("./rules-dialog"));
const GroupDialog = lazyView(() => import("./group-dialog"));

interface Props {
  project: string;
  mayWrite: boolean;
  canSeeHoldout: boolean;
}

/** The week's queue: one trace after the other, from the keyboard. */
export function ReviewView({ project, mayWrite, canSeeHoldout }: Props) {
  const [isRuling, setRuling] = useState(false);
  const [group, setGroup] = useState<{ traceIds: string[]; terms: string[] } | null>(null);
  const list = useTraceQueue(project);
  const { query, items, current, rule, setRule } = list;
  const queue = query.data;
  useShortcuts([
    { keys: "j", label: "Next trace", group: "Queue", run: () => list.step(1) },
    { keys: "k", label: "Previous trace", group: "Queue", run: () => list.step(-1) },
    {
      keys: "z",
      label: "Undo the last verdict",
      group: "Verdict",
      enabled: mayWrite,
      run: list.undo,
    },
  ]);

  if (query.error && !queue)
    return <QueueError error={query.error} onRetry={() => void query.refetch()} />;
  if (!queue) return <ReviewSkeleton />;
  return (
    <div className={reviewClass}>
      <ReviewHead
        queue={queue}
        mayWrite={mayWrite}
        canUndo={list.canUndo}
        onUndo={list.undo}
        onRules={() => setRuling(true)}
      />
      <ReviewQueueList
        items={items}
        current={current}
        href={list.hrefOf}
        rule={rule}
        onRule={setRule}
      />
      {current ? (
        <ReviewDesk
          key={current}
          project={project}
          traceId={current}
          mayWrite={mayWrite}
          canSeeHoldout={canSeeHoldout}
          onSaved={() => list.addVerdict(current)}
          onSkipHeld={list.showNext}
          onGroup={(traceIds, terms) => setGroup({ traceIds, terms })}
        />
      ) : (
        <Suspense fallback={<DeskSkeleton />}>
          <QueueEnd
            project={project}
            queue={queue}
            rule={rule}
            onRule={setRule}
            mayWrite={mayWrite}
            onRules={() => setRuling(true)}
            onRefresh={() => void query.refetch()}
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
          onSaved={list.addGroup}
          onClose={() => setGroup(null)}
        />
      )}
    </div>
  );
}

function QueueError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return <ErrorState title="The queue cannot be shown." onRetry={onRetry} error={error} />;
}
