"use client";
import { Plus } from "lucide-react";
import { IconButton } from "@/components/ui/controls/icon-button";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import { describeInput } from "../chain-words";
import { chipClass } from "../steps/chip-class";
import type { ChainDesk } from "./chain-desk";
import { ExpressionPicker } from "./expression-picker";
import { listScope } from "./list-scope";
import { missingInputs } from "./needed-inputs";

interface Props {
  desk: ChainDesk;
  step: ChainStep;
  index: number;
  onChange: (step: ChainStep) => void;
  problemAt: (path: string) => string | undefined;
}

/** What a step takes, each value a chip that opens where it comes from; what it lacks is dashed. */
export function StepInputs({ desk, step, index, onChange, problemAt }: Props) {
  const scope = listScope(desk.chain, index, desk.check.outputs);
  const missing = missingInputs(step, desk.check.prompts.get(step.key));
  const entries = Object.entries(step.input);
  const setInput = (before: string | null, name: string, expression: string) =>
    onChange({ ...step, input: replaceInput(step.input, before, { name, expression }) });
  if (desk.readOnly) {
    return entries.map(([name, expression]) => (
      <code key={name} className={chipClass({ tone: "from" })}>
        {describeInput(name, expression)}
      </code>
    ));
  }
  return (
    <>
      {entries.map(([name, expression]) => {
        const problem = problemAt(`input.${name}`);
        return (
          <ExpressionPicker
            key={name}
            label={`Where ${name} of ${step.key} comes from`}
            {...{ scope, expression, name }}
            onChange={(next, newName) => setInput(name, newName, next)}
            onRemove={() => {
              const { [name]: _, ...rest } = step.input;
              onChange({ ...step, input: rest });
            }}
            trigger={
              <button
                type="button"
                className={chipClass({ tone: problem ? "bad" : "from", pressable: true })}
                title={problem ?? `${name} ← ${expression}`}
              >
                {describeInput(name, expression)}
              </button>
            }
          />
        );
      })}
      {missing.map((name) => (
        <ExpressionPicker
          key={name}
          label={`Where ${name} of ${step.key} comes from`}
          expression=""
          {...{ scope, name }}
          onChange={(next, newName) => setInput(name, newName, next)}
          trigger={
            <button
              type="button"
              className={chipClass({ tone: "missing", pressable: true })}
              title={`Say where ${name} comes from`}
            >
              {name}: ?
            </button>
          }
        />
      ))}
      <ExpressionPicker
        label={`New input of ${step.key}`}
        expression=""
        name=""
        scope={scope}
        onChange={(next, newName) => setInput(null, newName, next)}
        trigger={
          <IconButton
            size="xs"
            label={`Add an input to ${step.key}`}
            icon={<Plus className="size-3.5" aria-hidden="true" />}
          />
        }
      />
    </>
  );
}

/** Another name or value for the input `before`, at its place; null: one more. A name that is taken gets a number. */
function replaceInput(
  input: ChainStep["input"],
  before: string | null,
  next: { name: string; expression: string },
): ChainStep["input"] {
  const isTaken = next.name !== before && Object.hasOwn(input, next.name);
  const entry = [isTaken ? `${next.name}_2` : next.name, next.expression] as const;
  const entries = Object.entries(input).map((one) => (one[0] === before ? entry : one));
  const isNew = before === null || !Object.hasOwn(input, before);
  return Object.fromEntries(isNew ? [...entries, entry] : entries);
}
