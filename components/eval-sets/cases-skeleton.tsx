import { Table } from "@/components/ui/data/table";
import { SkeletonRows } from "@/components/ui/skeleton";

/** Rows of which nothing is known yet, as high as the rows that will come. */
export function CasesSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <Table label="Loading" dense>
      <tbody>
        <SkeletonRows rows={rows} widths={[120, 320, 140, 80]} />
      </tbody>
    </Table>
  );
}
