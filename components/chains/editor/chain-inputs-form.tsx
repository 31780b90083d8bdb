"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { hintClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import { listChainInputs } from "@/lib/prompts/chain/list-chain-inputs";
import type { ChainDesk } from "./chain-desk";
import { toChain } from "./editor-chain";
import { INPUT_TYPES, type InputField, parseInputs, toInputsSchema } from "./input-fields";

const newField = (name: string): InputField => ({
  ...{ name, type: "string", isRequired: true, values: [], rest: {} },
});

/** The chain's inputs by name and type. Without a row the chain takes whatever its steps name. */
export default function ChainInputsForm({ desk }: { desk: ChainDesk }) {
  const { chain, change } = desk;
  const [fields, setFields] = useState<readonly InputField[]>(() => {
    const declared = parseInputs(chain.inputs);
    return declared.length > 0 ? declared : listChainInputs(toChain(chain)).map(newField);
  });
  const update = (next: readonly InputField[]) => {
    setFields(next);
    change(({ inputs, ...rest }) => {
      const schema = toInputsSchema(next, inputs);
      return schema ? { ...rest, inputs: schema } : rest;
    });
  };
  return (
    <fieldset className="grid gap-1.5 rounded border bg-subtle p-3">
      <legend className="sr-only">Inputs of the chain</legend>
      <p className={hintClass}>
        Cases of an eval set and your application give these. Without any, a chain takes what its
        steps name.
      </p>
      {fields.map((field, index) => (
        <InputRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is written
          key={`${index} ${fields.length}`}
          {...{ field, index }}
          onChange={(part) => update(fields.with(index, { ...field, ...part }))}
          onRemove={() => update(fields.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="sm"
        className="justify-self-start"
        icon={<Plus aria-hidden="true" />}
        onClick={() => update([...fields, newField("")])}
      >
        Input
      </Button>
    </fieldset>
  );
}

interface RowProps {
  field: InputField;
  index: number;
  onChange: (part: Partial<InputField>) => void;
  onRemove: () => void;
}

function InputRow({ field, index, onChange, onRemove }: RowProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        size="sm"
        mono
        className="w-40"
        placeholder="name"
        aria-label={`Name of input ${index + 1}`}
        value={field.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <Select
        size="sm"
        className="w-28"
        aria-label={`Type of input ${index + 1}`}
        value={field.type}
        onChange={({ target }) =>
          onChange({ type: INPUT_TYPES.find((one) => one === target.value) ?? "string" })
        }
      >
        {INPUT_TYPES.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </Select>
      {(field.type === "string" || field.type === "number") && (
        <ValuesInput
          label={`Only values of input ${index + 1}`}
          values={field.values}
          onChange={(values) => onChange({ values })}
        />
      )}
      <Checkbox
        size="sm"
        label="required"
        checked={field.isRequired}
        onChange={({ target }) => onChange({ isRequired: target.checked })}
      />
      <IconButton
        size="sm"
        className="ml-auto"
        label={`Remove input ${index + 1}`}
        icon={<X className="size-3.5" aria-hidden="true" />}
        onClick={onRemove}
      />
    </div>
  );
}

interface ValuesProps {
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
}

function ValuesInput({ label, values, onChange }: ValuesProps) {
  const [text, setText] = useState(values.join(", "));
  return (
    <Input
      size="sm"
      className="w-52 min-w-0"
      aria-label={label}
      placeholder="any value, or: basic, plus"
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        onChange(
          target.value
            .split(",")
            .map((part) => part.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
