"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import type { NewKey } from "@/components/api-keys/new-key-dialog";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Select } from "@/components/ui/controls/select";
import { lazyView } from "@/components/ui/lazy-view";
import { Notice } from "@/components/ui/notice";
import { CopyButton } from "@/components/ui/text/copy-button";
import type { ApiKey } from "@/lib/projects/api-key-contract";

const NewKeyDialog = lazyView(() => import("@/components/api-keys/new-key-dialog"));

interface Props {
  project: string;
  environment: string;
  isAdmin: boolean;
  keys: readonly ApiKey[];
  chosen: ApiKey | null;
  /** The key that was created on this page, while it is shown. */
  newKey: NewKey | null;
  /** The lines with it, as they are copied. */
  lines: string;
  onMade: (key: NewKey) => void;
  onChoose: (id: string | null) => void;
}

/** A key for the application: created here, or one that there is. */
export function ConnectKey(props: Props) {
  const { project, environment, isAdmin, keys, chosen, newKey, lines, onMade, onChoose } = props;
  const [isMaking, setIsMaking] = useState(false);
  if (!isAdmin) {
    return (
      <Notice>
        The app needs an API key with prompts:read and traces:write. Only admins create keys; ask
        one of them (see Members).
      </Notice>
    );
  }
  return (
    <>
      {newKey ? (
        <div className="grid gap-2">
          <div className="flex items-end gap-2">
            <div className="grid min-w-0 grow gap-1">
              <span className="text-12 text-text-2">
                New key <span className="text-text-3">{newKey.name}</span>
              </span>
              <code className="block min-w-0 rounded border border-border-strong bg-surface px-2.5 py-1.5 font-mono text-12 break-all whitespace-pre-wrap">
                {lines}
              </code>
            </div>
            <CopyButton text={lines}>Copy key</CopyButton>
          </div>
          <p className="flex flex-wrap items-center gap-1.5 text-12 text-text-2" role="status">
            <KeyRound className="size-3.5" aria-hidden="true" />
            Shown once. Only a hash is stored, so copy it before you leave this page.
            {newKey.waitsFor && ` It works as soon as ${newKey.waitsFor} confirms it.`}
          </p>
        </div>
      ) : (
        <div className="flex flex-wrap items-end gap-2">
          <Field label="API key" className="min-w-60 grow">
            <Select
              value={chosen?.id ?? ""}
              onChange={({ target }) => onChoose(target.value || null)}
            >
              <option value="">Use an existing key…</option>
              {keys.map(({ id, name, lastFour, scopes }) => (
                <option key={id} value={id}>
                  {name} …{lastFour}, {scopes.join(", ")}
                </option>
              ))}
            </Select>
          </Field>
          <Button variant="primary" onClick={() => setIsMaking(true)}>
            Create key…
          </Button>
        </div>
      )}
      {isMaking && (
        <NewKeyDialog
          project={project}
          proposal={{ name: `app-${environment}`, scopes: ["prompts:read", "traces:write"] }}
          onClose={() => setIsMaking(false)}
          onMade={onMade}
        />
      )}
    </>
  );
}
