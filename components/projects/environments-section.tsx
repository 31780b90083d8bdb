"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Lock } from "lucide-react";
import { useState } from "react";
import { AdminsOnly } from "@/components/settings/admins-only";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { ActionsTh, Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import type { Environment } from "@/lib/projects/environment-contract";
import { useUpdateEnvironment } from "@/lib/projects/hooks";
import { isProtected } from "@/lib/projects/is-protected";
import { environmentQueries } from "@/lib/projects/queries";

const EnvironmentDialog = lazyView(() => import("./environment-dialog"));

export function EnvironmentsSection({ project, isAdmin }: { project: string; isAdmin: boolean }) {
  const environments = useQuery(environmentQueries.list(project));
  const edit = useUpdateEnvironment(project);
  const [editing, setEditing] = useState<Environment | "new" | null>(null);
  const rows = environments.data?.data ?? [];

  function move(environment: string, position: number) {
    edit.mutate({ environment, position }, { onError: (error) => toastError(error.message) });
  }

  return (
    <>
      {!isAdmin && <AdminsOnly what="say what a release needs" />}
      <Section
        title="Environments"
        actions={
          isAdmin && (
            <Button size="sm" variant="primary" onClick={() => setEditing("new")}>
              Add…
            </Button>
          )
        }
        flush
      >
        {environments.error ? (
          <ErrorState
            title="The environments cannot be read."
            onRetry={() => void environments.refetch()}
            error={environments.error}
          />
        ) : (
          <Table label="Environments" minWidth={700}>
            <thead>
              <tr>
                <Th>Environment</Th>
                <Th>Approvals</Th>
                <Th>Gates</Th>
                <Th>Who may release</Th>
                <ActionsTh />
              </tr>
            </thead>
            <tbody>
              {rows.map((environment, index) => (
                <EnvironmentRow
                  key={environment.name}
                  environment={environment}
                  onMove={isAdmin ? (by) => move(environment.name, index + by) : null}
                  canMove={{
                    up: index > 0 && !edit.isPending,
                    down: index < rows.length - 1 && !edit.isPending,
                  }}
                  onEdit={() => setEditing(environment)}
                />
              ))}
            </tbody>
          </Table>
        )}
      </Section>
      {editing && (
        <EnvironmentDialog
          key={editing === "new" ? "" : editing.name}
          project={project}
          environment={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

interface RowProps {
  environment: Environment;
  /** null: this person changes nothing. */
  onMove: ((by: 1 | -1) => void) | null;
  canMove: { up: boolean; down: boolean };
  onEdit: () => void;
}

function EnvironmentRow({ environment, onMove, canMove, onEdit }: RowProps) {
  return (
    <tr>
      <Td className="whitespace-nowrap font-medium">
        <span className="inline-flex items-center gap-1.5">
          {isProtected(environment) && <Lock className="size-3.5" aria-label="protected" />}
          {environment.name}
        </span>
      </Td>
      <Td className={environment.requiredApprovals > 0 ? undefined : "text-text-2"}>
        {environment.requiredApprovals > 0
          ? `${environment.requiredApprovals}, never the author’s`
          : "none"}
      </Td>
      <Td className={environment.requiresGates ? "text-12" : "text-12 text-text-2"}>
        {environment.requiresGates ? "all must pass" : "shown, do not block"}
      </Td>
      <Td className="text-12">
        {environment.releaseRole === "admin" ? "admin" : `${environment.releaseRole} and up`}
      </Td>
      <Td num>
        {onMove && (
          <span className="inline-flex items-center gap-1">
            <IconButton
              label={`Move ${environment.name} up`}
              icon={<ArrowUp className="size-3.5" aria-hidden="true" />}
              disabled={!canMove.up}
              onClick={() => onMove(-1)}
            />
            <IconButton
              label={`Move ${environment.name} down`}
              icon={<ArrowDown className="size-3.5" aria-hidden="true" />}
              disabled={!canMove.down}
              onClick={() => onMove(1)}
            />
            <Button size="sm" onClick={onEdit}>
              Edit…
            </Button>
          </span>
        )}
      </Td>
    </tr>
  );
}
