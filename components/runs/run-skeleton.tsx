import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** Keeps the heights of a run's page while nothing is known about it. */
export function RunSkeleton() {
  return (
    <div aria-busy="true">
      <div className="mb-3 grid gap-2">
        <Skeleton width={280} className="h-5!" />
        <Skeleton width={520} />
      </div>
      <div className="strip mb-4">
        {["a", "b", "c", "d", "e"].map((key) => (
          <div key={key} className="stat">
            <Skeleton width={80} className="my-1" />
            <Skeleton width={110} className="my-1 h-5!" />
            <Skeleton width={130} className="my-0.5" />
          </div>
        ))}
      </div>
      <div className="section">
        <table className="table table-dense" aria-hidden="true">
          <tbody>
            <SkeletonRows rows={8} widths={[90, 320, 120, 120, 120]} />
          </tbody>
        </table>
      </div>
    </div>
  );
}
