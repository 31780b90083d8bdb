"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AdminsOnly } from "@/components/settings/admins-only";
import { Button } from "@/components/ui/controls/button";
import { ActionsTh, Table, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Section } from "@/components/ui/section";
import type { ConnectionDetail } from "@/lib/providers/contract";
import { connectionQueries } from "@/lib/providers/queries";
import { ConnectionRow } from "./connection-row";

const ConnectionDialog = lazyView(() => import("./connection-dialog"));

export function ConnectionsSection({ project, isAdmin }: { project: string; isAdmin: boolean }) {
  const connections = useQuery(connectionQueries.list(project));
  const [editing, setEditing] = useState<ConnectionDetail | "new" | null>(null);
  return (
    <>
      {!isAdmin && <AdminsOnly what="connect models and give them keys" />}
      <Section
        title="Model connections"
        beside={<span className="text-12 text-text-3">keys are encrypted and never sent back</span>}
        actions={
          isAdmin && (
            <Button size="sm" variant="primary" onClick={() => setEditing("new")}>
              Add…
            </Button>
          )
        }
        flush
      >
        {connections.error ? (
          <ErrorState
            title="The connections cannot be read."
            onRetry={() => void connections.refetch()}
            error={connections.error}
          />
        ) : (
          <Table label="Model connections" minWidth={680} className="table-fixed">
            <colgroup>
              <col />
              <col style={{ width: 130 }} />
              <col style={{ width: 168 }} />
              <col style={{ width: 88 }} />
              <col style={{ width: 144 }} />
            </colgroup>
            <thead>
              <tr>
                <Th>Connection</Th>
                <Th>Models</Th>
                <Th>Last test</Th>
                <Th>Used by</Th>
                <ActionsTh />
              </tr>
            </thead>
            <tbody>
              {connections.data?.data.map((connection) => (
                <ConnectionRow
                  key={connection.name}
                  project={project}
                  connection={connection}
                  isAdmin={isAdmin}
                  onEdit={() => setEditing(connection)}
                />
              ))}
            </tbody>
          </Table>
        )}
      </Section>
      {editing && (
        <ConnectionDialog
          key={editing === "new" ? "" : editing.name}
          project={project}
          connection={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}
