import { Drawer } from "@/components/ui/overlays/drawer";
import { Skeleton } from "@/components/ui/skeleton";

/** The drawer while its code is on the way. */
export function CaseDrawerSkeleton({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  return (
    <Drawer
      label={`Evidence for case ${caseId}`}
      title={<span className="font-mono">{caseId}</span>}
      onClose={onClose}
    >
      <EvidenceSkeleton />
    </Drawer>
  );
}

export function EvidenceSkeleton() {
  return (
    <div className="grid gap-3" aria-busy="true">
      {[200, 330, 300, 320, 240].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
