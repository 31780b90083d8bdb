"use client";
import { Button } from "@/components/ui/controls/button";
import { toast, toastError } from "@/components/ui/overlays/toast";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { useCopyCase, useDeleteCases, useRestoreRevision } from "@/lib/eval-sets/hooks";

interface Props {
  project: string;
  set: EvalSetDetail;
  caseId: string;
  onShow: (caseId: string) => void;
  onClose: () => void;
}

/** Deleting asks nothing, because it can be undone: the revision before is still there. */
export function CaseActions({ project, set, caseId, onShow, onClose }: Props) {
  const copy = useCopyCase(project, set.name);
  const remove = useDeleteCases(project, set.name);
  const restore = useRestoreRevision(project, set.name);
  const fail = (error: Error) => toastError(error.message);
  return (
    <>
      <Button
        size="sm"
        busy={copy.isPending}
        onClick={() =>
          copy.mutate(caseId, {
            onSuccess: (change) => !change.case.withheld && onShow(change.case.caseId),
            onError: fail,
          })
        }
      >
        Duplicate
      </Button>
      <Button
        size="sm"
        variant="danger"
        className="ml-auto"
        busy={remove.isPending}
        onClick={() =>
          remove.mutate([caseId], {
            onSuccess: ({ revision }) => {
              onClose();
              toast(`${caseId} deleted in revision ${revision}`, {
                action: {
                  label: "Undo",
                  onClick: () =>
                    restore.mutate({ number: revision - 1, expected: revision }, { onError: fail }),
                },
              });
            },
            onError: fail,
          })
        }
      >
        Delete
      </Button>
    </>
  );
}
