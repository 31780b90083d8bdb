"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import type { ToolConfig } from "@/lib/prompts/chain/chain-content";
import { parseTyped, showTyped } from "../typed-json";

type Canned = NonNullable<ToolConfig["canned"]>;

interface CannedProps {
  canned: Canned;
  readOnly: boolean;
  error: string | undefined;
  onChange: (canned: Canned) => void;
}

/** What the tool answers without being called. */
export function CannedAnswers({ canned, readOnly, error, onChange }: CannedProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className={labelClass}>Canned answers</legend>
      <p className={hintClass}>
        The first answer whose arguments all match is given; without arguments it fits every call.
      </p>
      {canned.map((answer, index) => (
        <CannedRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and keep their place
          key={`${index} ${canned.length}`}
          {...{ answer, index, readOnly }}
          onChange={(next) => onChange(canned.with(index, next))}
          onRemove={() => onChange(canned.toSpliced(index, 1))}
        />
      ))}
      {!readOnly && (
        <Button
          size="sm"
          className="justify-self-start"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onChange([...canned, { arguments: {}, output: "" }])}
        >
          Canned answer
        </Button>
      )}
      {/* Below the button: what the check says comes a moment later, and must not move it. */}
      {error && <p className="m-0 text-12 text-fail">{error}</p>}
    </fieldset>
  );
}

interface RowProps {
  answer: Canned[number];
  index: number;
  readOnly: boolean;
  onChange: (answer: Canned[number]) => void;
  onRemove: () => void;
}

function CannedRow({ answer, index, readOnly, onChange, onRemove }: RowProps) {
  const isEmpty = Object.keys(answer.arguments).length === 0;
  const [pattern, setWanted] = useState(isEmpty ? "" : JSON.stringify(answer.arguments));
  const [output, setOutput] = useState(() => showTyped(answer.output));
  const parsed = pattern.trim() === "" ? {} : parseTyped(pattern);
  const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
      <Field
        hideLabel
        label={`Arguments of canned answer ${index + 1}`}
        error={isObject ? undefined : 'Write a JSON object, for example { "order": "A1" }.'}
      >
        <Input
          size="sm"
          mono
          placeholder="any arguments"
          readOnly={readOnly}
          value={pattern}
          onChange={({ target }) => {
            setWanted(target.value);
            const next = target.value.trim() === "" ? {} : parseTyped(target.value);
            if (typeof next === "object" && next !== null && !Array.isArray(next)) {
              onChange({ ...answer, arguments: next });
            }
          }}
        />
      </Field>
      <Field hideLabel label={`Output of canned answer ${index + 1}`}>
        <Input
          size="sm"
          mono
          placeholder='text, or JSON like { "payments": 2 }'
          readOnly={readOnly}
          value={output}
          onChange={({ target }) => {
            setOutput(target.value);
            onChange({ ...answer, output: parseTyped(target.value) });
          }}
        />
      </Field>
      {!readOnly && (
        <IconButton
          label={`Remove canned answer ${index + 1}`}
          icon={<X aria-hidden="true" />}
          onClick={onRemove}
        />
      )}
    </div>
  );
}
