"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/data/badge";
import { ActionsTh, Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { SignedInDevice } from "@/lib/auth/account-contract";
import { useRevokeSession, useSignOutEverywhere } from "@/lib/auth/hooks";
import { accountQueries } from "@/lib/auth/queries";
import { describeDevice } from "./describe-device";

export function SessionsSection() {
  const sessions = useQuery(accountQueries.sessions());
  const revoke = useRevokeSession();
  const [isAsking, setIsAsking] = useState(false);

  function end(id: string) {
    revoke.mutate(id, {
      onSuccess: () => toast("That session has ended"),
      onError: (error) => toastError(error.message),
    });
  }

  return (
    <Section
      title="Sessions"
      beside={<span className="text-12 text-text-3">where you are signed in</span>}
      actions={
        <Button size="sm" variant="danger" onClick={() => setIsAsking(true)}>
          Sign out everywhere…
        </Button>
      }
      flush
    >
      {sessions.error ? (
        <ErrorState
          title="The sessions cannot be read."
          onRetry={() => void sessions.refetch()}
          error={sessions.error}
        />
      ) : (
        <Table label="Sessions" dense>
          <thead>
            <tr>
              <Th>Device</Th>
              <Th>Since</Th>
              <Th>Last seen</Th>
              <ActionsTh />
            </tr>
          </thead>
          <tbody>
            {sessions.data?.data.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                isEnding={revoke.isPending && revoke.variables === session.id}
                onEnd={() => end(session.id)}
              />
            ))}
          </tbody>
        </Table>
      )}
      <SignOutDialog open={isAsking} onOpenChange={setIsAsking} />
    </Section>
  );
}

interface SessionRowProps {
  session: SignedInDevice;
  isEnding: boolean;
  onEnd: () => void;
}

function SessionRow({ session, isEnding, onEnd }: SessionRowProps) {
  return (
    <tr>
      <Td className="whitespace-nowrap" title={session.userAgent ?? undefined}>
        {describeDevice(session.userAgent)}{" "}
        {session.isCurrent && <Badge tone="accent">this one</Badge>}
      </Td>
      <Td className="text-12 text-text-2 whitespace-nowrap">
        <RelativeTime value={session.createdAt} />
      </Td>
      <Td className="text-12 text-text-2 whitespace-nowrap">
        <RelativeTime value={session.lastSeenAt} />
      </Td>
      <Td num>
        {!session.isCurrent && (
          <Button size="sm" busy={isEnding} onClick={onEnd}>
            Sign out
          </Button>
        )}
      </Td>
    </tr>
  );
}

interface SignOutDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function SignOutDialog({ open, onOpenChange }: SignOutDialogProps) {
  const signOutAll = useSignOutEverywhere();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Sign out everywhere?"
      confirmLabel="Sign out everywhere"
      tone="danger"
      onConfirm={async () => {
        await signOutAll.mutateAsync();
        location.assign("/sign-in");
      }}
    >
      This signs you out on every device, including this one. API keys keep working.
    </ConfirmDialog>
  );
}
