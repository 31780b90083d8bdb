"use client";
import { CircleCheck } from "lucide-react";
import { traceClass } from "@/components/trace-reviews/review-class";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Empty } from "@/components/ui/empty";
import type { ReviewQueue } from "@/lib/trace-reviews/contract";
import { RULE_LABEL } from "@/lib/trace-reviews/rule-label";
import { CategoryCases } from "./category-cases";
import { countWords, reviewedOf } from "./trace-review-words";

interface Props {
  project: string;
  queue: ReviewQueue;
  /** The rule that the queue is narrowed to. */
  rule: string | null;
  onRule: (rule: string | null) => void;
  mayWrite: boolean;
  onRules: () => void;
  onRefresh: () => void;
}

/** Nothing is left to review: what came of it, and what comes next. */
export function QueueEnd(props: Props) {
  const { project, queue, rule, onRule, mayWrite, onRules, onRefresh } = props;
  const done = reviewedOf(queue);
  const inUse = queue.data.filter(({ verdict, heldBy }) => verdict === null && heldBy).length;
  const week = queue.isCurrent ? "this week" : `in ${queue.week}`;
  if (rule && queue.data.length === 0) {
    return (
      <div className={cn(traceClass, "col-span-2")}>
        <Empty
          title={`The rule “${RULE_LABEL[rule] ?? rule}” picked no trace ${week}`}
          actions={<Button onClick={() => onRule(null)}>Show the whole queue</Button>}
        >
          No trace matched it, or other rules picked those traces first.
        </Empty>
      </div>
    );
  }
  if (queue.data.length === 0 && queue.isCurrent) {
    return (
      <div className={cn(traceClass, "col-span-2")}>
        <Empty
          title="No trace to review yet"
          actions={
            <>
              <Link className={buttonClass({ variant: "primary" })} href={`/${project}/traces`}>
                Open traces
              </Link>
              <Button onClick={onRules}>Rules…</Button>
            </>
          }
        >
          The queue samples this week’s production traces: failing, slow and unusual ones, and some
          at random.
        </Empty>
      </div>
    );
  }
  return (
    <div className={cn(traceClass, "col-span-2")}>
      <Empty
        icon={<CircleCheck className="text-pass" aria-hidden="true" />}
        title={titleOf(queue)}
        actions={
          <>
            <Link
              className={buttonClass({ variant: "primary" })}
              href={`/${project}/week${queue.isCurrent ? "" : `/${queue.week}`}`}
            >
              {queue.isCurrent ? "Continue to the week" : "Open that week"}
            </Link>
            {queue.isCurrent && <Button onClick={onRefresh}>Refresh</Button>}
          </>
        }
      >
        {done} of {queue.target} reviewed: {countWords(queue.counts)}.
        {inUse > 0 && ` Others are looking at ${inUse} more.`}
        {queue.isCurrent &&
          done < queue.target &&
          " More traces join the queue each working day, a fifth of the target."}
      </Empty>
      {mayWrite && (
        <CategoryCases project={project} week={queue.week} isCurrent={queue.isCurrent} />
      )}
    </div>
  );
}

function titleOf(queue: ReviewQueue): string {
  if (!queue.isCurrent) return "That week’s review is over";
  return reviewedOf(queue) >= queue.target
    ? "The week’s review is done"
    : "The queue is done for now";
}
