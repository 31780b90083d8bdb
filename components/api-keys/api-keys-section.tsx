"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ShownOnce } from "@/components/settings/shown-once";
import { Button } from "@/components/ui/controls/button";
import { ActionsTh, Table, Th } from "@/components/ui/data/table";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import type { ApiKey } from "@/lib/projects/api-key-contract";
import { useRevokeApiKey } from "@/lib/projects/hooks";
import { apiKeyQueries } from "@/lib/projects/queries";
import { ApiKeyRow } from "./api-key-row";
import type { NewKey } from "./new-key-dialog";

const NewKeyDialog = lazyView(() => import("./new-key-dialog"));

export function ApiKeysSection({ project }: { project: string }) {
  const keys = useQuery(apiKeyQueries.list(project));
  const [isMaking, setIsMaking] = useState(false);
  const [newKey, setNewKey] = useState<NewKey | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const rows = keys.data?.data ?? [];
  return (
    <>
      <Section
        title="API keys"
        beside={
          <span className="text-12 text-text-3">
            stored as a hash; a lost key cannot be recovered
          </span>
        }
        actions={
          <Button size="sm" variant="primary" onClick={() => setIsMaking(true)}>
            New key…
          </Button>
        }
        flush
      >
        {newKey && <KeyShownOnce newKey={newKey} onStored={() => setNewKey(null)} />}
        {keys.error && (
          <ErrorState
            title="The keys cannot be read."
            onRetry={() => void keys.refetch()}
            error={keys.error}
          />
        )}
        {keys.data && rows.length === 0 && (
          <Empty title="No API keys yet">
            Applications fetch prompts and CI starts runs with an API key. Create one for each, so
            that you can revoke them separately.
          </Empty>
        )}
        {rows.length > 0 && <ApiKeyTable rows={rows} onRevoke={setRevoking} />}
      </Section>
      {isMaking && (
        <NewKeyDialog project={project} onClose={() => setIsMaking(false)} onMade={setNewKey} />
      )}
      <RevokeDialog project={project} apiKey={revoking} onClose={() => setRevoking(null)} />
    </>
  );
}

function KeyShownOnce({ newKey, onStored }: { newKey: NewKey; onStored: () => void }) {
  return (
    <ShownOnce
      title={
        <>
          Copy the key of <span className="font-mono text-code">{newKey.name}</span> now.
        </>
      }
      secret={newKey.apiKey}
      onStored={onStored}
    >
      You will not see it again after closing this.
      {newKey.waitsFor && ` It works as soon as ${newKey.waitsFor} confirms it.`}
    </ShownOnce>
  );
}

interface ApiKeyTableProps {
  rows: readonly ApiKey[];
  onRevoke: (key: ApiKey) => void;
}

function ApiKeyTable({ rows, onRevoke }: ApiKeyTableProps) {
  return (
    <Table label="API keys" minWidth={720}>
      <thead>
        <tr>
          <Th>Key</Th>
          <Th>May</Th>
          <Th>Created by</Th>
          <Th>Expires</Th>
          <Th>Last use</Th>
          <ActionsTh />
        </tr>
      </thead>
      <tbody>
        {rows.map((key) => (
          <ApiKeyRow key={key.id} apiKey={key} onRevoke={() => onRevoke(key)} />
        ))}
      </tbody>
    </Table>
  );
}

interface RevokeDialogProps {
  project: string;
  /** null: closed. */
  apiKey: ApiKey | null;
  onClose: () => void;
}

function RevokeDialog({ project, apiKey, onClose }: RevokeDialogProps) {
  const revoke = useRevokeApiKey(project);
  return (
    <ConfirmDialog
      open={apiKey !== null}
      onOpenChange={onClose}
      title={`Revoke ${apiKey?.name ?? ""}?`}
      confirmLabel="Revoke"
      tone="danger"
      onConfirm={async () => {
        if (!apiKey) return;
        await revoke.mutateAsync(apiKey.id);
        toast(`${apiKey.name} was revoked`);
      }}
    >
      Requests with this key fail with 401 from now on. This cannot be undone.
    </ConfirmDialog>
  );
}
