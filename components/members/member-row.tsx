"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Select } from "@/components/ui/controls/select";
import { Person } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { Td } from "@/components/ui/data/table";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { Menu } from "@/components/ui/overlays/menu";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { Role } from "@/lib/auth/contract";
import { useCreatePasswordReset, useRemoveMember, useUpdateRole } from "@/lib/projects/hooks";
import type { Member, OnceLink } from "@/lib/projects/member-contract";
import { ROLE_OPTIONS } from "./role-options";

interface Props {
  project: string;
  member: Member;
  isMe: boolean;
  isAdmin: boolean;
  onResetLink: (link: OnceLink) => void;
}

export function MemberRow({ project, member, isMe, isAdmin, onResetLink }: Props) {
  return (
    <tr>
      <Td className="whitespace-nowrap">
        <Person name={member.name} /> {isMe && <span className="text-text-3 text-12">you</span>}{" "}
        {member.isDemo && <Badge tone="outline">demo</Badge>}
      </Td>
      <Td className="text-text-2 text-12">{member.email}</Td>
      <Td>
        <MemberRole project={project} member={member} isMe={isMe} isAdmin={isAdmin} />
      </Td>
      <Td className="text-12 text-text-2 whitespace-nowrap">
        {member.lastSeenAt ? <RelativeTime value={member.lastSeenAt} /> : "not yet"}
      </Td>
      <Td num>
        <MemberMenu
          project={project}
          member={member}
          isMe={isMe}
          isAdmin={isAdmin}
          onResetLink={onResetLink}
        />
      </Td>
    </tr>
  );
}

function MemberRole({ project, member, isMe, isAdmin }: Omit<Props, "onResetLink">) {
  const updateRole = useUpdateRole(project);

  function change(role: Role) {
    updateRole.mutate(
      { member: member.id, role },
      {
        onSuccess: () => {
          toast(`${member.name} is ${role} now`);
          if (isMe) location.reload();
        },
        onError: (error) => toastError(error.message),
      },
    );
  }

  if (!isAdmin) return member.role;
  return (
    <Select
      size="sm"
      aria-label={`Role of ${member.name}`}
      value={updateRole.isPending ? updateRole.variables.role : member.role}
      onChange={(event) => change(event.target.value as Role)}
    >
      {ROLE_OPTIONS.map(({ value }) => (
        <option key={value}>{value}</option>
      ))}
    </Select>
  );
}

/** Leaves, removes, or makes a new password possible. */
function MemberMenu({ project, member, isMe, isAdmin, onResetLink }: Props) {
  const remove = useRemoveMember(project);
  const makeReset = useCreatePasswordReset(project);
  const [isRemoving, setIsRemoving] = useState(false);

  async function leaveOrRemove() {
    await remove.mutateAsync(member.id);
    if (isMe) location.assign("/");
    else toast(`${member.name} is no longer a member`);
  }

  return (
    <>
      {(isAdmin || isMe) && (
        <Menu
          align="end"
          trigger={
            <IconButton
              label={`More for ${member.name}`}
              icon={<Ellipsis className="size-3.5" aria-hidden="true" />}
            />
          }
          items={[
            ...(isAdmin && !isMe && !member.isDemo
              ? [
                  {
                    label: "Create password link…",
                    onSelect: () =>
                      makeReset.mutate(member.id, {
                        onSuccess: onResetLink,
                        onError: (error: Error) => toastError(error.message),
                      }),
                  },
                ]
              : []),
            {
              label: isMe ? "Leave the project…" : "Remove…",
              danger: true,
              onSelect: () => setIsRemoving(true),
            },
          ]}
        />
      )}
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setIsRemoving}
        title={isMe ? "Leave this project?" : `Remove ${member.name}?`}
        confirmLabel={isMe ? "Leave" : "Remove"}
        tone="danger"
        onConfirm={leaveOrRemove}
      >
        {isMe ? "You lose" : `${member.name} loses`} access at once, and API keys that act as{" "}
        {isMe ? "you" : "this person"} stop working. What they wrote stays.
      </ConfirmDialog>
    </>
  );
}
