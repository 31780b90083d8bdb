import { cn } from "@/components/ui/cn";
import { Table } from "@/components/ui/data/table";
import { sectionClass } from "@/components/ui/section";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";

export function TraceSkeleton() {
  return (
    <div aria-busy="true">
      <div className="mb-4 grid gap-2.5 pt-1">
        <Skeleton width={240} height={20} />
        <Skeleton width={420} />
      </div>
      <div className={cn(sectionClass, "mb-4 h-[76px]")} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_404px]">
        <div className={sectionClass}>
          <Table label="Loading" dense aria-hidden="true">
            <tbody>
              <SkeletonRows rows={7} widths={[220, 60, 260]} />
            </tbody>
          </Table>
        </div>
        <div className={cn(sectionClass, "h-80")} />
      </div>
    </div>
  );
}
