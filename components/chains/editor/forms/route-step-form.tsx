"use client";
import { ArrowUp, Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { hintClass, labelClass } from "@/components/ui/controls/label-class";
import { Select } from "@/components/ui/controls/select";
import type { RouteConfig } from "@/lib/prompts/chain/chain-content";
import { OPERATORS } from "../../chain-words";
import type { StepFormProps } from "../chain-desk";
import { parseTyped, showTyped } from "../typed-json";

type Branch = RouteConfig["branches"][number];

/** Branches by a value; the first whose condition holds is taken. */
export default function RouteStepForm({ desk, step, onChange, problemAt }: StepFormProps<"route">) {
  const { branches, otherwise } = step.config;
  const { readOnly } = desk;
  const names = Object.keys(step.input);
  const set = (next: Partial<RouteConfig>) =>
    onChange({ ...step, config: { ...step.config, ...next } });
  return (
    <fieldset className="grid gap-1.5">
      <legend className={labelClass}>Branches</legend>
      <p className={hintClass}>
        {names.length === 0
          ? "Add an input above first: conditions look at the step's inputs."
          : "The first condition that holds decides; later steps can run only on some branches."}
      </p>
      {branches.map((branch, index) => (
        <BranchRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a branch has no name of its own while it is written
          key={`${index} ${branches.length}`}
          {...{ branch, index, names, readOnly }}
          error={
            problemAt(`config.branches.${index}.name`) ??
            problemAt(`config.branches.${index}.when.value`)
          }
          onChange={(next) => set({ branches: branches.with(index, next) })}
          onMove={
            index === 0
              ? undefined
              : () =>
                  set({ branches: branches.toSpliced(index, 1).toSpliced(index - 1, 0, branch) })
          }
          onRemove={
            branches.length === 1
              ? undefined
              : () => set({ branches: branches.toSpliced(index, 1) })
          }
        />
      ))}
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Otherwise" error={problemAt("config.otherwise")}>
          <Input
            size="sm"
            className="w-40"
            readOnly={readOnly}
            value={otherwise}
            onChange={({ target }) => set({ otherwise: target.value })}
          />
        </Field>
        {!readOnly && (
          <Button
            size="sm"
            icon={<Plus aria-hidden="true" />}
            onClick={() => set({ branches: [...branches, newBranch(names[0] ?? "")] })}
          >
            Branch
          </Button>
        )}
      </div>
    </fieldset>
  );
}

const newBranch = (value: string): Branch => ({
  name: "",
  when: { value, operator: "equals", to: "" },
});

interface RowProps {
  branch: Branch;
  index: number;
  names: readonly string[];
  readOnly: boolean;
  error: string | undefined;
  onChange: (branch: Branch) => void;
  onMove: (() => void) | undefined;
  onRemove: (() => void) | undefined;
}

function BranchRow(props: RowProps) {
  const { branch, index, names, readOnly, error, onChange, onMove, onRemove } = props;
  return (
    <div className="grid gap-1">
      <div className="flex min-w-0 flex-wrap items-center gap-1.5 text-12 text-text-2">
        <Input
          size="sm"
          className="w-36"
          placeholder="branch"
          aria-label={`Name of branch ${index + 1}`}
          aria-invalid={error !== undefined && branch.name === ""}
          readOnly={readOnly}
          value={branch.name}
          onChange={({ target }) => onChange({ ...branch, name: target.value })}
        />
        when
        <Condition
          {...{ index, names, readOnly }}
          when={branch.when}
          onChange={(when) => onChange({ ...branch, when })}
        />
        {!readOnly && (
          <span className="ml-auto flex">
            <IconButton
              size="sm"
              label={`Move branch ${index + 1} up`}
              icon={<ArrowUp className="size-3.5" aria-hidden="true" />}
              disabled={!onMove}
              onClick={onMove}
            />
            <IconButton
              size="sm"
              label={`Remove branch ${index + 1}`}
              icon={<X className="size-3.5" aria-hidden="true" />}
              disabled={!onRemove}
              onClick={onRemove}
            />
          </span>
        )}
      </div>
      {error && <p className="m-0 text-12 text-fail">{error}</p>}
    </div>
  );
}

interface ConditionProps extends Pick<RowProps, "index" | "names" | "readOnly"> {
  when: Branch["when"];
  onChange: (when: Branch["when"]) => void;
}

function Condition({ index, names, readOnly, when, onChange }: ConditionProps) {
  const [to, setTo] = useState(() => showList(when.to));
  const label = (part: string) => `${part} of branch ${index + 1}`;
  return (
    <>
      <Select
        size="sm"
        className="w-36 font-mono"
        aria-label={label("Value")}
        disabled={readOnly}
        value={when.value}
        onChange={({ target }) => onChange({ ...when, value: target.value })}
      >
        {!names.includes(when.value) && (
          <option value={when.value}>{when.value || "input…"}</option>
        )}
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
      <Select
        size="sm"
        className="w-32"
        aria-label={label("Condition")}
        disabled={readOnly}
        value={when.operator}
        onChange={({ target }) => {
          const operator = OPERATORS.find(([one]) => one === target.value)?.[0];
          if (!operator) return;
          const { to: _, ...rest } = when;
          const value = operator === "exists" ? {} : { to: comparedValue(operator, to) };
          onChange({ ...rest, operator, ...value });
        }}
      >
        {OPERATORS.map(([operator, words]) => (
          <option key={operator} value={operator}>
            {words}
          </option>
        ))}
      </Select>
      {when.operator !== "exists" && (
        <Input
          size="sm"
          mono
          className="w-44"
          aria-label={label(when.operator === "one_of" ? "Values" : "Compared value")}
          placeholder={when.operator === "one_of" ? "a, b, c" : "value"}
          readOnly={readOnly}
          value={to}
          onChange={({ target }) => {
            setTo(target.value);
            onChange({ ...when, to: comparedValue(when.operator, target.value) });
          }}
        />
      )}
    </>
  );
}

/** Several values are written with commas. */
function comparedValue(operator: Branch["when"]["operator"], text: string): Branch["when"]["to"] {
  const value =
    operator === "one_of" && !text.trim().startsWith("[")
      ? text
          .split(",")
          .map((part) => part.trim())
          .filter(Boolean)
          .map(parseTyped)
      : parseTyped(text);
  return value;
}

const showList = (to: unknown): string =>
  Array.isArray(to) ? to.map(showTyped).join(", ") : showTyped(to);
