"use client";
import { Trash2 } from "lucide-react";
import { type ReactElement, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Popover } from "@/components/ui/overlays/popover";
import { parseExpression, showExpression } from "@/lib/prompts/chain/parse-expression";
import type { ScopeGroup } from "./list-scope";

interface Props {
  label: string;
  trigger: ReactElement;
  scope: ScopeGroup[];
  /** As it is now; empty: nothing yet. */
  expression: string;
  /** The name that the step knows it by; without one the value has none. */
  name?: string;
  onChange: (expression: string, name: string) => void;
  onRemove?: () => void;
}

/** Where a value comes from: chosen from what is there, or written. */
export function ExpressionPicker({ label, trigger, ...body }: Props) {
  return (
    <Popover label={label} className="w-90 p-3" trigger={trigger}>
      {(close) => <PickerBody {...body} onClose={close} />}
    </Popover>
  );
}

type BodyProps = Omit<Props, "label" | "trigger"> & { onClose: () => void };

function PickerBody({ scope, expression, name, onChange, onRemove, onClose }: BodyProps) {
  const [text, setText] = useState(expression);
  const [newName, setNewName] = useState(name ?? "");
  const take = (value: string) => {
    const last = value.split(".").findLast((part) => part !== "output" && !/^\d+$/.test(part));
    onChange(value, newName.trim() || (last ?? "value"));
    onClose();
  };
  const isValid = parseExpression(text) !== null;
  const isFilter = text !== expression && text !== "";
  const groups = isFilter ? filterScope(scope, text) : scope.filter(hasValues);
  const submit = () => {
    if (isValid) take(text);
    else if (groups[0]?.values[0] && isFilter) take(groups[0].values[0].expression);
  };
  const onEnter = (event: { key: string; preventDefault: () => void }) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    submit();
  };
  return (
    <div className="grid gap-2">
      {name !== undefined && (
        <Field label="Name in the step">
          <Input
            size="sm"
            mono
            value={newName}
            placeholder="as the value is called"
            onChange={({ target }) => setNewName(target.value)}
            onKeyDown={onEnter}
          />
        </Field>
      )}
      <Field label="Value" hint="Choose one, or write inputs.<variable> or steps.<key>.output.">
        <Input
          size="sm"
          mono
          autoFocus
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onEnter}
        />
      </Field>
      <div className="grid max-h-60 gap-1 overflow-auto">
        {groups.map((group) => (
          <ScopeValues key={group.label} {...{ group, expression }} onTake={take} />
        ))}
        {groups.length === 0 && (
          <p className="m-0 text-12 text-text-3">
            {isFilter ? "Nothing there is called that." : "Nothing to choose from yet."}
          </p>
        )}
      </div>
      <div className="flex items-center gap-2">
        <Button size="sm" variant="primary" disabled={!isValid} onClick={submit}>
          Use it
        </Button>
        {onRemove && (
          <Button
            size="sm"
            variant="ghost"
            className="ml-auto"
            icon={<Trash2 aria-hidden="true" />}
            onClick={() => {
              onRemove();
              onClose();
            }}
          >
            Remove
          </Button>
        )}
      </div>
    </div>
  );
}

interface ScopeValuesProps {
  group: ScopeGroup;
  /** The one that is chosen. */
  expression: string;
  onTake: (expression: string) => void;
}

function ScopeValues({ group, expression, onTake }: ScopeValuesProps) {
  return (
    <fieldset className="grid min-w-0">
      <legend className="text-11 text-text-3">{group.label}</legend>
      {group.values.map((value) => (
        <button
          key={value.expression}
          type="button"
          className="flex w-full items-baseline gap-2 rounded-sm px-2 py-1 text-left text-12 hover:bg-hover aria-current:bg-selected"
          aria-current={value.expression === expression ? "true" : undefined}
          onClick={() => onTake(value.expression)}
        >
          <span className="min-w-0 font-mono wrap-anywhere">
            {showExpression(value.expression)}
          </span>
          <span className="ml-auto text-text-3">{value.type}</span>
        </button>
      ))}
    </fieldset>
  );
}

const hasValues = ({ values }: ScopeGroup) => values.length > 0;

/** The values whose expression or group has the text in it. */
function filterScope(scope: readonly ScopeGroup[], text: string): ScopeGroup[] {
  return scope
    .map((group) => ({
      ...group,
      values: group.values.filter(
        ({ expression }) => matches(expression, text) || group.label.includes(text),
      ),
    }))
    .filter(hasValues);
}

const matches = (expression: string, text: string) =>
  expression.includes(text) || showExpression(expression).includes(text);
