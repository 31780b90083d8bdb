import { Skeleton } from "@/components/ui/skeleton";

/** The frame of the screen while nothing is known. */
export function ReviewSkeleton() {
  return (
    <div className="review" aria-busy="true">
      <header>
        <div>
          <h1 className="text-14 leading-5">Review traces</h1>
          <p className="text-12 text-text-2">sampled by rule and at random, since Monday</p>
        </div>
        <Skeleton />
        <Skeleton width={120} />
      </header>
      <nav className="review-queue" aria-label="Queue" />
      <DeskSkeleton />
    </div>
  );
}

export function DeskSkeleton() {
  return (
    <>
      <article className="review-trace" aria-busy="true" aria-label="Trace">
        <Skeleton width={320} />
        <Skeleton className="h-14!" />
        <Skeleton className="h-20!" />
        <Skeleton className="h-24!" />
      </article>
      <aside className="review-say" aria-label="Your verdict" aria-busy="true">
        <Skeleton width={120} />
        <Skeleton className="h-16!" />
        <Skeleton className="h-40!" />
      </aside>
    </>
  );
}
