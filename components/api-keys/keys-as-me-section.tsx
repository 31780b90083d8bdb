"use client";
import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/data/badge";
import { ActionsTh, Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { KeyAsMe } from "@/lib/projects/api-key-contract";
import { useConfirmKey, useDeclineKey } from "@/lib/projects/hooks";
import { keyAsMeQueries } from "@/lib/projects/queries";

/** Keys that act as the signed-in person, in one project or in all; nothing when there are none. */
export function KeysAsMeSection({ project }: { project?: string }) {
  const keys = useQuery(keyAsMeQueries.list());
  const confirm = useConfirmKey();
  const decline = useDeclineKey();
  const rows = (keys.data?.data ?? []).filter((key) => !project || key.project.slug === project);
  const problem = keys.error ?? confirm.error ?? decline.error;
  if (rows.length === 0 && !problem) return null;
  return (
    <Section
      title="Keys that act as you"
      beside={
        <span className="text-12 text-text-3">
          keys created by others need your confirmation and never make decisions for you
        </span>
      }
      flush
    >
      {problem && (
        <ErrorState
          title="Something went wrong."
          onRetry={() => void keys.refetch()}
          error={problem}
        />
      )}
      <Table label="Keys that act as you" minWidth={560}>
        <thead>
          <tr>
            <Th>Key</Th>
            <Th>May</Th>
            <Th>Created by</Th>
            <ActionsTh />
          </tr>
        </thead>
        <tbody>
          {rows.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              isOfOneProject={Boolean(project)}
              isConfirming={confirm.isPending && confirm.variables === key.id}
              isDeclining={decline.isPending && decline.variables === key.id}
              onConfirm={() =>
                confirm.mutate(key.id, { onSuccess: () => toast(`${key.name} can act as you`) })
              }
              onDecline={() =>
                decline.mutate(key.id, { onSuccess: () => toast(`${key.name} was revoked`) })
              }
            />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

interface KeyRowProps {
  apiKey: KeyAsMe;
  isOfOneProject: boolean;
  isConfirming: boolean;
  isDeclining: boolean;
  onConfirm: () => void;
  onDecline: () => void;
}

function KeyRow(props: KeyRowProps) {
  const { apiKey, isOfOneProject, isConfirming, isDeclining, onConfirm, onDecline } = props;
  const { name, lastFour, scopes, createdBy, createdAt, state, project } = apiKey;
  return (
    <tr>
      <Td className="whitespace-nowrap">
        <span className="font-medium">{name}</span>{" "}
        {state === "pending" && <Badge tone="warn">needs your confirmation</Badge>}
        <div className="text-12 text-text-3">
          <span className="font-mono text-code">…{lastFour}</span>
          {!isOfOneProject && `, ${project.name}`}
        </div>
      </Td>
      <Td className="text-12 text-text-2">{scopes.join(", ")}</Td>
      <Td className="text-12 whitespace-nowrap">
        {createdBy.name}, <RelativeTime value={createdAt} />
      </Td>
      <Td num>
        <span className="inline-flex gap-2">
          {state === "pending" && (
            <Button size="sm" variant="primary" busy={isConfirming} onClick={onConfirm}>
              Confirm
            </Button>
          )}
          <Button size="sm" variant="danger" busy={isDeclining} onClick={onDecline}>
            {state === "pending" ? "Decline" : "Revoke"}
          </Button>
        </span>
      </Td>
    </tr>
  );
}
