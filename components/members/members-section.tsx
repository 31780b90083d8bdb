"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { InvitationRow } from "@/components/invitations/invitation-row";
import { AdminsOnly } from "@/components/settings/admins-only";
import { ShownOnce } from "@/components/settings/shown-once";
import { Button } from "@/components/ui/controls/button";
import { ActionsTh, Table, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Section, sectionFootClass } from "@/components/ui/section";
import { invitationQueries } from "@/lib/invitations/queries";
import { memberQueries } from "@/lib/projects/queries";
import { MemberRow } from "./member-row";

const InviteDialog = lazyView(() => import("@/components/invitations/invite-dialog"));

interface Props {
  project: string;
  me: string | null;
  isAdmin: boolean;
}

interface Link {
  url: string;
  title: string;
  text: string;
}

export function MembersSection({ project, me, isAdmin }: Props) {
  const members = useQuery(memberQueries.list(project));
  const invitations = useQuery({ ...invitationQueries.list(project), enabled: isAdmin });
  const [isInviting, setIsInviting] = useState(false);
  const [link, setLink] = useState<Link | null>(null);
  return (
    <>
      {!isAdmin && <AdminsOnly what="invite people and change roles" />}
      <Section
        title="Members"
        beside={
          <span className="text-12 text-text-3">
            viewer reads, editor writes and runs, reviewer approves and releases, admin does the
            rest
          </span>
        }
        actions={
          isAdmin && (
            <Button size="sm" variant="primary" onClick={() => setIsInviting(true)}>
              Invite…
            </Button>
          )
        }
        flush
      >
        {link && (
          <ShownOnce title={link.title} secret={link.url} onStored={() => setLink(null)}>
            {link.text}
          </ShownOnce>
        )}
        {members.error ? (
          <ErrorState
            title="The members cannot be read."
            onRetry={() => void members.refetch()}
            error={members.error}
          />
        ) : (
          <Table label="Members" dense minWidth={680}>
            <MemberHead />
            <tbody>
              {members.data?.data.map((member) => (
                <MemberRow
                  key={member.id}
                  project={project}
                  member={member}
                  isMe={member.id === me}
                  isAdmin={isAdmin}
                  onResetLink={({ url }) => setLink(passwordLink(member.name, url))}
                />
              ))}
              {invitations.data?.data.map((invitation) => (
                <InvitationRow
                  key={invitation.id}
                  project={project}
                  invitation={invitation}
                  isAdmin={isAdmin}
                />
              ))}
            </tbody>
          </Table>
        )}
        {members.data?.nextCursor && (
          <footer className={sectionFootClass}>
            Only the first {members.data.data.length} members are shown.
          </footer>
        )}
      </Section>
      {isInviting && (
        <InviteDialog
          project={project}
          onClose={() => setIsInviting(false)}
          onInvited={({ url, email }) => setLink(invitationLink(email, url))}
        />
      )}
    </>
  );
}

const passwordLink = (name: string, url: string): Link => ({
  url,
  title: `Send this link to ${name} now.`,
  text: "It sets a new password, works once, for 24 hours, and is shown this once.",
});

const invitationLink = (email: string | null, url: string): Link => ({
  url,
  title: `Send this link to ${email ?? "the person"} now.`,
  text: "It works once, for seven days, and is shown this once.",
});

function MemberHead() {
  return (
    <thead>
      <tr>
        <Th>Name</Th>
        <Th>E-mail</Th>
        <Th>Role</Th>
        <Th>Last seen</Th>
        <ActionsTh />
      </tr>
    </thead>
  );
}
