import { cn } from "@/components/ui/cn";
import { Table } from "@/components/ui/data/table";
import { sectionClass } from "@/components/ui/section";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { pageClass } from "./page-class";
import { PlaceholderBar } from "./placeholder-bar";

/** A page on its way, as most pages look: a title, a line below it, a table. */
export function PlacePlaceholder() {
  return (
    <>
      <PlaceholderBar crumbs={[]} />
      <main id="content" tabIndex={-1} className={cn("outline-none", pageClass)}>
        <div className="animate-appear" aria-busy="true">
          <div className="mb-4 grid gap-2.5 pt-1">
            <Skeleton width={180} height={20} />
            <Skeleton width={360} />
          </div>
          <div className={sectionClass}>
            <Table label="Loading" aria-hidden="true">
              <tbody>
                <SkeletonRows rows={10} widths={[240, 120, 160, 90]} />
              </tbody>
            </Table>
          </div>
        </div>
      </main>
    </>
  );
}
