"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Combobox } from "@/components/ui/controls/combobox";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { linkClass } from "@/components/ui/text/link";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { ModelSettings } from "@/lib/providers/contract";
import { connectionQueries } from "@/lib/providers/queries";
import type { EditorContent } from "./editor-content";
import { EditorNumber } from "./editor-number";
import { SideSection } from "./side-section";

interface Props {
  project: string;
  editor: EditorContent;
  base: VersionContent | undefined;
  readOnly: boolean;
  change: (edit: (before: EditorContent) => EditorContent) => void;
}

/** Which model answers, and how it is asked to. An empty field is the model's own default. */
export function EditorSettings({ project, editor, base, readOnly, change }: Props) {
  const { model, settings } = editor;
  const connections = useQuery(connectionQueries.list(project)).data?.data ?? [];
  const chosen = connections.find(({ name }) => name === model.provider);
  const { data: listed } = useQuery({
    ...connectionQueries.models(project, model.provider),
    enabled: Boolean(chosen) && !readOnly,
  });
  const models = listed?.data.map(({ name }) => name) ?? chosen?.models ?? [];
  const set = (part: Partial<ModelSettings>) =>
    change((before) => ({ ...before, settings: withoutEmpty({ ...before.settings, ...part }) }));
  const number = (
    label: string,
    name: keyof Omit<ModelSettings, "stop">,
    [min, max]: readonly [number, number],
    whole = false,
  ) => (
    <EditorNumber
      label={label}
      name={name}
      value={settings[name]}
      was={base?.settings[name]}
      compare={Boolean(base)}
      {...{ min, max, whole, readOnly }}
      onChange={(value) => set({ [name]: value })}
    />
  );
  const was = (before: string | undefined, now: string) =>
    base && before !== now ? (
      <span className="text-text-3 whitespace-nowrap">was {before ?? "none"}</span>
    ) : null;
  return (
    <SideSection title="Model and settings">
      <div className="grid grid-cols-[92px_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5 text-12/5 text-text-2">
        <label htmlFor="setting-connection">Connection</label>
        <div className="grid gap-0.5">
          <div className="flex items-center gap-2">
            <Select
              id="setting-connection"
              size="xs"
              changed={Boolean(base && base.model.provider !== model.provider)}
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
            {was(base?.model.provider, model.provider)}
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
              changed={Boolean(base && base.model.name !== model.name)}
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
          {was(base?.model.name, model.name)}
          {model.name.trim() === "" && <span className="text-12 text-fail">Choose a model.</span>}
        </div>
        {number("Temperature", "temperature", [0, 2])}
        {number("Max output", "maxOutputTokens", [1, 1_000_000], true)}
        {number("Top-p", "topP", [0.000001, 1])}
        {number("Seed", "seed", [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER], true)}
        <label htmlFor="setting-stop">Stop</label>
        <div className="grid gap-0.5">
          <Input
            id="setting-stop"
            size="xs"
            mono
            changed={Boolean(
              base && String(base.settings.stop ?? "") !== String(settings.stop ?? ""),
            )}
            placeholder="model default"
            title="Sequences with a comma between; \n is a line break"
            defaultValue={shownStops(settings.stop)}
            key={shownStops(settings.stop)}
            readOnly={readOnly}
            onBlur={(event) => set({ stop: readStops(event.target.value) })}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.metaKey && !event.ctrlKey)
                event.currentTarget.blur();
            }}
          />
          {base &&
            String(base.settings.stop ?? "") !== String(settings.stop ?? "") &&
            was(shownStops(base.settings.stop) || "default", "")}
        </div>
      </div>
    </SideSection>
  );
}

function withoutEmpty(settings: { [K in keyof ModelSettings]: ModelSettings[K] | undefined }) {
  return Object.fromEntries(
    Object.entries(settings).filter(([, value]) => value !== undefined),
  ) as ModelSettings;
}

function shownStops(stop: readonly string[] | undefined): string {
  return (stop ?? []).map((one) => one.replaceAll("\n", "\\n").replaceAll(",", "\\,")).join(", ");
}

function readStops(text: string): string[] | undefined {
  const stops = text
    .split(/(?<!\\),/)
    .map((one) => one.trim().replaceAll("\\,", ",").replaceAll("\\n", "\n").slice(0, 200))
    .filter((one) => one !== "")
    .slice(0, 8);
  return stops.length > 0 ? stops : undefined;
}
