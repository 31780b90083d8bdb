import { Table } from "@/components/ui/data/table";
import { Drawer } from "@/components/ui/overlays/drawer";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import type { DocumentView } from "./use-document-view";

/** Rows of which nothing is known yet. */
export function DocumentsSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <Table label="Loading" dense>
      <tbody>
        <SkeletonRows rows={rows} widths={[160, 180, 320, 60]} />
      </tbody>
    </Table>
  );
}

/** The drawer while its code is on the way. */
export function DocumentDrawerSkeleton({ view }: { view: DocumentView }) {
  const name = view.document === "new" ? "New document" : `Document ${view.document}`;
  return (
    <Drawer
      label={name}
      title={<span className="font-mono text-13">{name}</span>}
      onClose={() => view.change({ document: null })}
    >
      <div className="grid gap-3" aria-busy="true">
        <Skeleton />
        <Skeleton />
        <Skeleton width={160} />
      </div>
    </Drawer>
  );
}
