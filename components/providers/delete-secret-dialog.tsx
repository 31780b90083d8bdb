"use client";
import { useState } from "react";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { formatCountOf } from "@/lib/format-number";
import { useDeleteEndpointSecret } from "@/lib/providers/secrets/hooks";
import type { EndpointSecret } from "@/lib/providers/secrets/secret-contract";

interface Props {
  project: string;
  secret: EndpointSecret;
  onClose: () => void;
}

export function DeleteSecretDialog({ project, secret, onClose }: Props) {
  const remove = useDeleteEndpointSecret(project);
  const [confirmed, setConfirmed] = useState(false);
  const { name, chains } = secret;
  const isUsed = chains.length > 0;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${name}?`}
      confirmLabel="Delete"
      tone="danger"
      disabled={isUsed && !confirmed}
      onConfirm={async () => {
        await remove.mutateAsync({ secret: name, confirmed });
        toast(`${name} was deleted`);
      }}
    >
      <p>Its value is forgotten. Versions of chains that name it stay.</p>
      {isUsed && (
        <Checkbox
          className="mt-3"
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
          label={`The latest version of ${formatCountOf(chains.length, "chain")} sends it and cannot run any more`}
        />
      )}
    </ConfirmDialog>
  );
}
