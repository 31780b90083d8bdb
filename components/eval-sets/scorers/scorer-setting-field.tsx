"use client";
import { useParams } from "next/navigation";
import { useState } from "react";
import { JudgePicker } from "@/components/judges/judge-picker";
import { ModelPicker } from "@/components/providers/model-picker";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import type { ModelRef } from "@/lib/providers/contract";
import type { ScorerSetting } from "@/lib/scorers/catalogue/scorer-entry";

interface Props {
  kind: string;
  setting: ScorerSetting;
  value: unknown;
  /** undefined takes the setting away. */
  onChange: (value: unknown) => void;
}

export function ScorerSettingField({ kind, setting, value, onChange }: Props) {
  const { label, control, help, required, choices } = setting;
  if (control === "switch") {
    return (
      <Checkbox
        label={label}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked || undefined)}
      />
    );
  }
  const field = { label, hint: help, optional: !required };
  if (control === "choice") {
    return <ChoiceSetting {...field} choices={choices} value={value} onChange={onChange} />;
  }
  if (control === "judge") {
    return (
      <Field {...field}>
        <JudgePicker
          kind={kind}
          value={typeof value === "string" ? value : ""}
          onValueChange={(name) => onChange(name || undefined)}
        />
      </Field>
    );
  }
  if (control === "model") {
    return <ModelSetting {...field} value={value} onChange={onChange} />;
  }
  if (control === "text" || control === "number") {
    return (
      <Field {...field}>
        <Input
          size="sm"
          type={control === "number" ? "number" : "text"}
          step="any"
          value={value === undefined ? "" : String(value)}
          onChange={({ target }) => onChange(readPlain(target.value, control))}
        />
      </Field>
    );
  }
  if (control === "long-text" || control === "code") {
    return (
      <Field {...field} className={control === "code" ? "md:col-span-2" : undefined}>
        <Textarea
          mono={control === "code"}
          rows={control === "code" ? 6 : undefined}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value || undefined)}
        />
      </Field>
    );
  }
  if (control === "list") {
    return <ListSetting {...field} value={value} onChange={onChange} />;
  }
  return <JsonField {...field} value={value} onChange={onChange} />;
}

interface SettingProps {
  label: string;
  hint: string | undefined;
  optional: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}

interface ChoiceSettingProps extends SettingProps {
  choices: ScorerSetting["choices"];
}

function ChoiceSetting({ choices, value, onChange, ...field }: ChoiceSettingProps) {
  return (
    <Field {...field}>
      <Select
        size="sm"
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">Default</option>
        {choices?.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </Select>
    </Field>
  );
}

function ListSetting({ hint, value, onChange, ...field }: SettingProps) {
  return (
    <Field {...field} hint={[hint, "One per line."].filter(Boolean).join(" ")}>
      <Textarea
        value={Array.isArray(value) ? value.join("\n") : typeof value === "string" ? value : ""}
        onChange={({ target }) =>
          onChange(target.value === "" ? undefined : target.value.split("\n"))
        }
      />
    </Field>
  );
}

/** A model that the scorer asks; without a connection it asks none. */
function ModelSetting({ label, hint, optional, value, onChange }: SettingProps) {
  const { project } = useParams<{ project: string }>();
  return (
    <fieldset className="grid content-start gap-1 md:col-span-2">
      <legend className={cn(labelClass, "mb-1")}>
        {label} {optional && <span className="font-normal text-text-3">optional</span>}
      </legend>
      <ModelPicker
        size="sm"
        optional={optional}
        project={project}
        model={readModel(value)}
        onChange={(next) => onChange(next.provider === "" ? undefined : next)}
        labels={{ connection: `Connection of the ${lowerFirst(label)}`, model: label }}
      />
      {hint && <p className={hintClass}>{hint}</p>}
    </fieldset>
  );
}

const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);

/** While it is written its name may be empty; whoever wrote another form gets it corrected here. */
function readModel(value: unknown): ModelRef {
  const text = (name: string) => {
    const part: unknown =
      typeof value === "object" && value !== null ? Reflect.get(value, name) : "";
    return typeof part === "string" ? part : "";
  };
  return { provider: text("provider"), name: text("name") };
}

function readPlain(text: string, control: "text" | "number"): string | number | undefined {
  if (text === "") return undefined;
  return control === "number" ? Number(text) : text;
}

/** Text that is not JSON yet stays in the field and is not passed on. */
function JsonField({ value, onChange, ...field }: SettingProps) {
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const [isWrong, setIsWrong] = useState(false);
  return (
    <Field {...field} error={isWrong ? "This is not JSON yet." : undefined}>
      <Textarea
        mono
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          try {
            onChange(target.value.trim() === "" ? undefined : JSON.parse(target.value));
            setIsWrong(false);
          } catch {
            setIsWrong(true);
          }
        }}
      />
    </Field>
  );
}
