import {
  queueClass,
  reviewClass,
  reviewHeadClass,
  traceClass,
  verdictClass,
} from "@/components/trace-reviews/review-class";
import { Skeleton } from "@/components/ui/skeleton";

/** The frame of the screen while nothing is known. */
export function ReviewSkeleton() {
  return (
    <div className={reviewClass} aria-busy="true">
      <header className={reviewHeadClass}>
        <div>
          <h1 className="text-14 leading-5">Review traces</h1>
          <p className="text-12 text-text-2">sampled by rule and at random, since Monday</p>
        </div>
        <Skeleton />
        <Skeleton width={120} />
      </header>
      <nav className={queueClass} aria-label="Queue" />
      <DeskSkeleton />
    </div>
  );
}

export function DeskSkeleton() {
  return (
    <>
      <article className={traceClass} aria-busy="true" aria-label="Trace">
        <Skeleton width={320} />
        <Skeleton height={56} />
        <Skeleton height={80} />
        <Skeleton height={96} />
      </article>
      <aside className={verdictClass} aria-label="Your verdict" aria-busy="true">
        <Skeleton width={120} />
        <Skeleton height={64} />
        <Skeleton height={160} />
      </aside>
    </>
  );
}
