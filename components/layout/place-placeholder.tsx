import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { Page } from "./page";

/** A page on its way, as most pages look: a title, a line below it, a table. */
export function PlacePlaceholder() {
  return (
    <Page crumbs={[]}>
      <div className="placeholder" aria-busy="true">
        <div className="mb-4 grid gap-2.5 pt-1">
          <Skeleton width={180} className="h-5!" />
          <Skeleton width={360} />
        </div>
        <div className="section">
          <table className="table" aria-hidden="true">
            <tbody>
              <SkeletonRows rows={10} widths={[240, 120, 160, 90]} />
            </tbody>
          </table>
        </div>
      </div>
    </Page>
  );
}
