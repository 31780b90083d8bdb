"use client";
import { useState } from "react";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { formatCountOf } from "@/lib/format-number";
import type { ConnectionDetail } from "@/lib/providers/contract";
import { useDeleteConnection } from "@/lib/providers/hooks";

interface Props {
  project: string;
  connection: ConnectionDetail;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RemoveConnectionDialog({ project, connection, open, onOpenChange }: Props) {
  const remove = useDeleteConnection(project);
  const [confirmed, setConfirmed] = useState(false);
  const { name, promptCount } = connection;
  const isUsed = promptCount > 0;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${name}?`}
      confirmLabel="Remove"
      tone="danger"
      disabled={isUsed && !confirmed}
      onConfirm={async () => {
        await remove.mutateAsync({ connection: name, confirmed });
        toast(`${name} was removed`);
      }}
    >
      <p>Its key is deleted. Versions and finished runs that use it stay.</p>
      {isUsed && (
        <Checkbox
          className="mt-3"
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
          label={`The latest version of ${formatCountOf(promptCount, "prompt")} uses it and cannot run any more`}
        />
      )}
    </ConfirmDialog>
  );
}
