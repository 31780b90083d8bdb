"use client";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Td } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
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
      <Td className="name muted">{whom}</Td>
      <Td className="small">
        <Badge tone="outline">invited</Badge>{" "}
        <span className="muted">
          by {invitation.createdBy.name}, link works once, ends{" "}
          <RelativeTime value={invitation.expiresAt} />
        </span>
      </Td>
      <Td>{invitation.role}</Td>
      <Td className="small muted">not yet</Td>
      <Td num>
        {isAdmin && (
          <Button size="sm" variant="danger" onClick={() => setIsRevoking(true)}>
            Revoke…
          </Button>
        )}
        <ConfirmDialog
          open={isRevoking}
          onOpenChange={setIsRevoking}
          title="Take this invitation back?"
          confirmLabel="Revoke"
          tone="danger"
          onConfirm={async () => {
            await revoke.mutateAsync(invitation.id);
            toast("The invitation was taken back");
          }}
        >
          The link for {whom} stops working. A new one can be made at any time.
        </ConfirmDialog>
      </Td>
    </tr>
  );
}
