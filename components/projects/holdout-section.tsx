"use client";
import { useQuery } from "@tanstack/react-query";
import { AdminsOnly } from "@/components/settings/admins-only";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/data/badge";
import { ActionsTh, Table, Td, Th, Tr } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import type { HoldoutApproval, PendingApproval } from "@/lib/runs/holdout/approval-contract";
import { useApproveForHoldout, useRevokeHoldoutApproval } from "@/lib/runs/hooks";
import { approvalQueries } from "@/lib/runs/queries";

interface Props {
  project: string;
  isAdmin: boolean;
}

/** Which connections and scorers editors may use on the holdout. */
export function HoldoutSection({ project, isAdmin }: Props) {
  const approvals = useQuery(approvalQueries.list(project));
  const { data = [], pending = [] } = approvals.data ?? {};
  return (
    <>
      {!isAdmin && <AdminsOnly what="approve connections and scorers for the holdout" />}
      <Section
        title="Approved for the holdout"
        beside={
          <span className="text-12 text-text-3">
            below admin, holdout runs use these; what an admin makes is approved at once
          </span>
        }
        flush
      >
        {approvals.error && (
          <ErrorState
            title="The approvals cannot be read."
            onRetry={() => void approvals.refetch()}
            error={approvals.error}
          />
        )}
        {approvals.data && data.length + pending.length === 0 && (
          <Empty title="No approvals yet">
            Connections and scorers that an admin makes are listed here.
          </Empty>
        )}
        {data.length + pending.length > 0 && (
          <Table label="Approvals for the holdout" dense minWidth={620}>
            <thead>
              <tr>
                <Th>Connection or scorer</Th>
                <Th>Kind</Th>
                <Th>State</Th>
                <ActionsTh />
              </tr>
            </thead>
            <tbody>
              {pending.map((one) => (
                <PendingRow key={one.subject} project={project} pending={one} isAdmin={isAdmin} />
              ))}
              {data.map((one) => (
                <ApprovalRow key={one.id} project={project} approval={one} isAdmin={isAdmin} />
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </>
  );
}

function PendingRow({
  project,
  pending: { subject, approve },
  isAdmin,
}: Pick<Props, "project" | "isAdmin"> & { pending: PendingApproval }) {
  const approval = useApproveForHoldout(project);
  return (
    <Tr>
      <Td className="whitespace-nowrap font-medium">{subject}</Td>
      <Td className="text-12">{approve.kind}</Td>
      <Td>
        <Badge tone="warn">not approved</Badge>
      </Td>
      <Td num>
        {isAdmin && (
          <Button
            size="sm"
            busy={approval.isPending}
            onClick={() =>
              approval.mutate(approve, {
                onSuccess: () => toast(`${subject} is approved for the holdout`),
                onError: (error) => toastError(error.message),
              })
            }
          >
            Approve
          </Button>
        )}
      </Td>
    </Tr>
  );
}

function ApprovalRow({
  project,
  approval: { id, subject, kind, approvedBy, approvedAt, revokedBy, revokedAt, isInUse },
  isAdmin,
}: Pick<Props, "project" | "isAdmin"> & { approval: HoldoutApproval }) {
  const revoke = useRevokeHoldoutApproval(project);
  return (
    <Tr>
      <Td className="whitespace-nowrap font-medium">{subject}</Td>
      <Td className="text-12">{kind}</Td>
      <Td className="text-12 text-text-2">
        {revokedAt === null
          ? `approved by ${approvedBy}, ${approvedAt.slice(0, 10)}`
          : `revoked by ${revokedBy}, ${revokedAt.slice(0, 10)}`}
        {revokedAt === null && !isInUse && ", not in use as it was then"}
      </Td>
      <Td num>
        {isAdmin && revokedAt === null && (
          <Button
            size="sm"
            variant="danger"
            busy={revoke.isPending}
            onClick={() =>
              revoke.mutate(id, {
                onSuccess: () => toast(`${subject} is no longer approved for the holdout`),
                onError: (error) => toastError(error.message),
              })
            }
          >
            Revoke
          </Button>
        )}
      </Td>
    </Tr>
  );
}
