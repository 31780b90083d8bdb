"use client";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import type { Spec } from "@/lib/specs/contract";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { LooseningNotice } from "./loosening-notice";

interface Props {
  project: string;
  name: string;
  spec: Pick<Spec, "requirements" | "failureCases" | "criteria">;
  /** null: nothing is asked. */
  criterion: Criterion | null;
  onClose: () => void;
  onRemove: () => Promise<unknown>;
}

export function RemoveCriterionDialog({
  project,
  name,
  spec: { requirements, failureCases, criteria },
  criterion,
  onClose,
  onRemove,
}: Props) {
  return (
    <ConfirmDialog
      open={criterion !== null}
      onOpenChange={onClose}
      title={`Remove “${criterion?.statement ?? ""}”?`}
      confirmLabel="Remove"
      tone="danger"
      onConfirm={onRemove}
    >
      <p>Versions from now on are not measured by it. The history of the spec keeps it.</p>
      <LooseningNotice
        project={project}
        change={
          criterion && {
            prompt: name,
            body: {
              ...{ requirements, failureCases },
              criteria: criteria.filter(({ key }) => key !== criterion.key),
            },
          }
        }
        what="remove it"
      />
    </ConfirmDialog>
  );
}
