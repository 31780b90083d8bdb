"use client";
import { useQuery } from "@tanstack/react-query";
import { Combobox } from "@/components/ui/controls/combobox";
import { Input } from "@/components/ui/controls/input";
import { Link } from "@/components/ui/controls/link";
import { Select } from "@/components/ui/controls/select";
import { linkClass } from "@/components/ui/text/link-class";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { connectionQueries } from "@/lib/providers/queries";
import type { EditorContent } from "./editor-content";
import { FormerValue } from "./former-value";

export interface EditorModelProps {
  project: string;
  editor: EditorContent;
  base: VersionContent | undefined;
  readOnly: boolean;
  change: (edit: (before: EditorContent) => EditorContent) => void;
}

/** The connection and its model. */
export function EditorModel({ project, editor, base, readOnly, change }: EditorModelProps) {
  const { model } = editor;
  const connections = useQuery(connectionQueries.list(project)).data?.data ?? [];
  const chosen = connections.find(({ name }) => name === model.provider);
  const { data: listed } = useQuery({
    ...connectionQueries.models(project, model.provider),
    enabled: chosen !== undefined && !readOnly,
  });
  const models = listed?.data.map(({ name }) => name) ?? chosen?.models ?? [];
  const isMoved = base !== undefined && base.model.provider !== model.provider;
  const isRenamed = base !== undefined && base.model.name !== model.name;
  return (
    <>
      <label htmlFor="setting-connection">Connection</label>
      <div className="grid gap-0.5">
        <div className="flex items-center gap-2">
          <Select
            id="setting-connection"
            size="xs"
            changed={isMoved}
            value={model.provider}
            disabled={readOnly}
            onChange={(event) => {
              const next = connections.find(({ name }) => name === event.target.value);
              const isLocal = next?.kind === "local-baseline";
              const name = isLocal ? "baseline" : (next?.models?.[0] ?? model.name);
              change((before) => ({ ...before, model: { provider: event.target.value, name } }));
            }}
          >
            {!chosen && <option value={model.provider}>{model.provider}</option>}
            {connections.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
          {isMoved && <FormerValue>{base.model.provider}</FormerValue>}
        </div>
        {!chosen && connections.length > 0 && (
          <span className="text-12 text-fail">
            This project has no such connection.{" "}
            <Link className={linkClass} href={`/${project}/settings/models`}>
              Add it
            </Link>
          </span>
        )}
      </div>
      <span>Model</span>
      <div className="grid gap-0.5">
        {readOnly ? (
          <Input size="xs" aria-label="Model" value={model.name} readOnly />
        ) : (
          <Combobox
            free
            size="xs"
            label="Model"
            changed={isRenamed}
            value={model.name}
            options={models.map((name) => ({ value: name, label: name }))}
            placeholder="the provider’s name for it"
            emptyText={models.length > 0 ? "Not in the list; sent as written." : undefined}
            aria-invalid={model.name.trim() === "" || undefined}
            onValueChange={(name) =>
              change((before) => ({ ...before, model: { ...before.model, name } }))
            }
          />
        )}
        {isRenamed && <FormerValue>{base.model.name}</FormerValue>}
        {model.name.trim() === "" && <span className="text-12 text-fail">Choose a model.</span>}
      </div>
    </>
  );
}
