import { Drawer } from "@/components/ui/overlays/drawer";
import { Skeleton } from "@/components/ui/skeleton";

/** The drawer while its code is on the way. */
export function CaseDrawerSkeleton({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const isNew = caseId === "new";
  return (
    <Drawer
      label={isNew ? "New case" : `Case ${caseId}`}
      title={<span className="font-mono text-13">{isNew ? "New case" : caseId}</span>}
      onClose={onClose}
    >
      <div className="grid gap-3" aria-busy="true">
        <Skeleton />
        <Skeleton />
        <Skeleton width={160} />
      </div>
    </Drawer>
  );
}
