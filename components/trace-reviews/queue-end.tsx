"use client";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { ReviewQueue } from "@/lib/trace-reviews/contract";
import { CategoryCases } from "./category-cases";
import { countWords, reviewedOf } from "./review-words";

interface Props {
  project: string;
  queue: ReviewQueue;
  mayWrite: boolean;
  onRules: () => void;
  onRefresh: () => void;
}

/** Nothing is left to review: what came of it, and what comes next. */
export function QueueEnd({ project, queue, mayWrite, onRules, onRefresh }: Props) {
  const done = reviewedOf(queue);
  const held = queue.data.filter(({ verdict, heldBy }) => verdict === null && heldBy).length;
  if (queue.data.length === 0) {
    return (
      <div className="review-trace col-span-2">
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
          The queue takes its traces from what production sends, since Monday. Once traces come in,
          the failing, slow and unusual ones wait here, and some at random.
        </Empty>
      </div>
    );
  }
  return (
    <div className="review-trace col-span-2">
      <Empty
        icon={<CircleCheck className="t-pass" aria-hidden="true" />}
        title={done >= queue.target ? "The week’s review is done" : "The queue is done for now"}
        actions={
          <>
            <Link className={buttonClass({ variant: "primary" })} href={`/${project}/week`}>
              Go on with the week
            </Link>
            <Button onClick={onRefresh}>Look again</Button>
          </>
        }
      >
        {done} of {queue.target} reviewed: {countWords(queue.counts)}.
        {held > 0 && ` Others are looking at ${held} more.`}
        {done < queue.target &&
          " More traces join the queue as they come in, a fifth of the target each day."}
      </Empty>
      {mayWrite && <CategoryCases project={project} week={queue.week} />}
    </div>
  );
}
