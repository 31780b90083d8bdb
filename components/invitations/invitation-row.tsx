"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/data/badge";
import { Td } from "@/components/ui/data/table";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Invitation } from "@/lib/invitations/contract";
import { useRevokeInvitation } from "@/lib/invitations/hooks";

interface Props {
  project: string;
  invitation: Invitation;
  isAdmin: boolean;
}

export function InvitationRow({ project, invitation, isAdmin }: Props) {
  const revoke = useRevokeInvitation(project);
  const [isRevoking, setIsRevoking] = useState(false);
  const whom = invitation.email ?? "whoever has the link";
  return (
    <tr>
      <Td className="whitespace-nowrap text-text-2">{whom}</Td>
      <Td className="text-12">
        <Badge tone="outline">invited</Badge>{" "}
        <span className="text-text-2">
          by {invitation.createdBy.name}, link works once, ends{" "}
          <RelativeTime value={invitation.expiresAt} />
        </span>
      </Td>
      <Td>{invitation.role}</Td>
      <Td className="text-12 text-text-2">not yet</Td>
      <Td num>
        {isAdmin && (
          <Button size="sm" variant="danger" onClick={() => setIsRevoking(true)}>
            Revoke…
          </Button>
        )}
        <ConfirmDialog
          open={isRevoking}
          onOpenChange={setIsRevoking}
          title="Revoke this invitation?"
          confirmLabel="Revoke"
          tone="danger"
          onConfirm={async () => {
            await revoke.mutateAsync(invitation.id);
            toast("Invitation revoked");
          }}
        >
          The link for {whom} stops working. You can create a new one at any time.
        </ConfirmDialog>
      </Td>
    </tr>
  );
}
