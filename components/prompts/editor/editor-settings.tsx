"use client";
import { Input } from "@/components/ui/controls/input";
import type { ModelSettings } from "@/lib/providers/contract";
import { EditorModel, type EditorModelProps } from "./editor-model";
import { EditorNumber } from "./editor-number";
import { FormerValue } from "./former-value";
import { SideSection } from "./side-section";

/** Which model answers, and how it is asked to. An empty field is the model's own default. */
export function EditorSettings(props: EditorModelProps) {
  const { editor, base, readOnly, change } = props;
  const { settings } = editor;
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
  return (
    <SideSection title="Model and settings">
      <div className="grid grid-cols-[92px_minmax(0,1fr)] items-center gap-x-2 gap-y-1.5 text-12/5 text-text-2">
        <EditorModel {...props} />
        {number("Temperature", "temperature", [0, 2])}
        {number("Max output", "maxOutputTokens", [1, 1_000_000], true)}
        {number("Top-p", "topP", [0.000001, 1])}
        {number("Seed", "seed", [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER], true)}
        <StopField
          stop={settings.stop}
          base={base && { stop: base.settings.stop }}
          readOnly={readOnly}
          onChange={(stop) => set({ stop })}
        />
      </div>
    </SideSection>
  );
}

interface StopFieldProps {
  stop: string[] | undefined;
  /** What it is compared with. */
  base: { stop: string[] | undefined } | undefined;
  readOnly: boolean;
  onChange: (stop: string[] | undefined) => void;
}

function StopField({ stop, base, readOnly, onChange }: StopFieldProps) {
  const isChanged = base !== undefined && String(base.stop ?? "") !== String(stop ?? "");
  return (
    <>
      <label htmlFor="setting-stop">Stop</label>
      <div className="grid gap-0.5">
        <Input
          id="setting-stop"
          size="xs"
          mono
          changed={isChanged}
          placeholder="model default"
          title="Sequences with a comma between; \n is a line break"
          defaultValue={shownStops(stop)}
          key={shownStops(stop)}
          readOnly={readOnly}
          onBlur={(event) => onChange(readStops(event.target.value))}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.metaKey && !event.ctrlKey)
              event.currentTarget.blur();
          }}
        />
        {isChanged && <FormerValue>{shownStops(base.stop) || "default"}</FormerValue>}
      </div>
    </>
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
