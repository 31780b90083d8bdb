import { cn } from "@/components/ui/cn";
import { statClass, statStripClass } from "@/components/ui/data/stat";
import { Table } from "@/components/ui/data/table";
import { sectionClass } from "@/components/ui/section";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

/** Keeps the heights of a run's page while nothing is known about it. */
export function RunSkeleton() {
  return (
    <div aria-busy="true">
      <div className="mb-3 grid gap-2">
        <Skeleton width={280} height={20} />
        <Skeleton width={520} />
      </div>
      <div className={cn(statStripClass, "mb-4 auto-cols-fr rounded-lg border lg:grid-flow-col")}>
        {["a", "b", "c", "d", "e"].map((key) => (
          <div key={key} className={statClass}>
            <Skeleton width={80} className="my-1" />
            <Skeleton width={110} height={20} className="my-1" />
            <Skeleton width={130} className="my-0.5" />
          </div>
        ))}
      </div>
      <div className={sectionClass}>
        <Table label="Loading" dense aria-hidden="true">
          <tbody>
            <SkeletonRows rows={8} widths={[90, 320, 120, 120, 120]} />
          </tbody>
        </Table>
      </div>
    </div>
  );
}
