"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { ActionsTh, Table, Td, Th } from "@/components/ui/data/table";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { formatCountOf } from "@/lib/format-number";
import { secretQueries } from "@/lib/providers/secrets/queries";
import type { EndpointSecret } from "@/lib/providers/secrets/secret-contract";
import { DeleteSecretDialog } from "./delete-secret-dialog";

const EndpointSecretDialog = lazyView(() => import("./endpoint-secret-dialog"));

/** Headers' values for servers of the team's own, which steps of chains ask. */
export function EndpointSecretsSection({
  project,
  isAdmin,
}: {
  project: string;
  isAdmin: boolean;
}) {
  const { data, error, refetch } = useQuery(secretQueries.list(project));
  const [editing, setEditing] = useState<EndpointSecret | "new" | null>(null);
  const [deleting, setDeleting] = useState<EndpointSecret | null>(null);
  return (
    <>
      <Section
        className="mt-4"
        title="Secrets for your own addresses"
        beside={
          <span className="text-12 text-text-3">
            sent in a header by steps of chains, encrypted and never sent back
          </span>
        }
        actions={
          isAdmin && (
            <Button size="sm" onClick={() => setEditing("new")}>
              Add secret…
            </Button>
          )
        }
        flush
      >
        {error ? (
          <ErrorState
            title="The secrets cannot be read."
            onRetry={() => void refetch()}
            error={error}
          />
        ) : data?.data.length === 0 ? (
          <p className="px-4 py-3 text-13 text-text-2">
            None yet. A retrieval or tool step with an address of your own can send one, for example
            as Authorization.
          </p>
        ) : (
          <Table label="Secrets for your own addresses" minWidth={680} className="table-fixed">
            <colgroup>
              <col />
              <col />
              <col style={{ width: 120 }} />
              <col style={{ width: 168 }} />
            </colgroup>
            <thead>
              <tr>
                <Th>Secret</Th>
                <Th>Sent to</Th>
                <Th>Used by</Th>
                <ActionsTh />
              </tr>
            </thead>
            <tbody>
              {data?.data.map((secret) => (
                <tr key={secret.name}>
                  <Td className="wrap-anywhere">
                    <span className="font-mono text-12 font-medium">{secret.name}</span>
                    <div className="text-12 text-text-3">
                      {secret.lastFour && `…${secret.lastFour}, `}given{" "}
                      <RelativeTime value={secret.updatedAt} />
                    </div>
                  </Td>
                  <Td className="font-mono text-12 wrap-anywhere">{secret.origin}</Td>
                  <Td className="text-12" title={secret.chains.join("\n")}>
                    {secret.chains.length > 0 ? (
                      formatCountOf(secret.chains.length, "chain")
                    ) : (
                      <span className="text-text-3">nothing</span>
                    )}
                  </Td>
                  <Td>
                    {isAdmin && (
                      <span className="flex justify-end gap-1">
                        <Button size="sm" onClick={() => setEditing(secret)}>
                          Replace…
                        </Button>
                        <Button size="sm" variant="ghost" onClick={() => setDeleting(secret)}>
                          Delete…
                        </Button>
                      </span>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
      {editing && (
        <EndpointSecretDialog
          project={project}
          secret={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {deleting && (
        <DeleteSecretDialog project={project} secret={deleting} onClose={() => setDeleting(null)} />
      )}
    </>
  );
}
