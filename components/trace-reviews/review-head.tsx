"use client";
import { reviewHeadClass } from "@/components/trace-reviews/review-class";
import { Button } from "@/components/ui/controls/button";
import { Progress } from "@/components/ui/data/progress";
import type { ReviewQueue } from "@/lib/trace-reviews/contract";
import { isPending } from "./pending-items";
import { countWords, reviewedOf } from "./trace-review-words";

interface Props {
  queue: ReviewQueue;
  mayWrite: boolean;
  canUndo: boolean;
  onUndo: () => void;
  onRules: () => void;
}

/** How far the week's review is, by outcome. */
export function ReviewHead({ queue, mayWrite, canUndo, onUndo, onRules }: Props) {
  const { counts, target, secondsEach, isCurrent } = queue;
  const done = reviewedOf(queue);
  const pending = queue.data.filter(isPending).length;
  return (
    <header className={reviewHeadClass}>
      <div>
        <h1 className="text-14 leading-5">Review traces</h1>
        <p className="text-12 text-text-2">
          sampled by rule and at random{isCurrent && ", since Monday"}
        </p>
      </div>
      <div className="grid gap-1">
        <p className="tabular-nums flex flex-wrap items-baseline gap-x-2 text-12">
          <b>
            {done} of {target}
          </b>
          <span className="text-text-2">
            {isCurrent ? "this week" : `in ${queue.week}`}
            {pending > 0 && secondsEach !== null
              ? `, about ${Math.max(1, Math.round((pending * secondsEach) / 60))} min for the ${pending} in the queue`
              : isCurrent || pending > 0
                ? `, ${pending} in the queue`
                : ""}
          </span>
          <span className="ml-auto">{countWords(counts)}</span>
        </p>
        <Progress
          aria-label="Reviewed this week"
          passed={counts.fine}
          failed={counts.failure}
          errored={counts.unclear}
          total={Math.max(target, done)}
          aria-valuetext={`${done} of ${target} reviewed, ${countWords(counts)}`}
        />
      </div>
      <div className="flex items-center gap-2">
        {mayWrite && (
          <Button size="sm" variant="quiet" kbd="z" disabled={!canUndo} onClick={onUndo}>
            Undo
          </Button>
        )}
        <Button size="sm" onClick={onRules}>
          Rules…
        </Button>
      </div>
    </header>
  );
}
