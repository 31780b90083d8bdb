import { isJsonObject, isSameJson, type JsonValue } from "@/lib/scorers/json-value";
import type { StepGroup } from "./group-steps";
import { asInputs, membersOf, type RecordedTrace } from "./recorded-trace";

export interface EarlierStep extends StepGroup {
  key: string;
}

/** Each member of a step's input, with the expression that gave the same value in most traces. */
export function wireInput(
  { calls }: StepGroup,
  earlier: readonly EarlierStep[],
): Record<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const { trace, step } of calls) {
    for (const [name, value] of Object.entries(membersOf(step.input))) {
      const expression = findSource(value, trace, earlier);
      if (expression === null) continue;
      const ofName = votes.get(name) ?? new Map<string, number>();
      ofName.set(expression, (ofName.get(expression) ?? 0) + 1);
      votes.set(name, ofName);
    }
  }
  return Object.fromEntries(
    [...votes].flatMap(([name, ofName]) => {
      const [best] = [...ofName].toSorted(([, one], [, two]) => two - one);
      return best ? [[name, best[0]]] : [];
    }),
  );
}

function findSource(
  value: JsonValue,
  trace: RecordedTrace,
  earlier: readonly EarlierStep[],
): string | null {
  if (value === null || value === "") return null;
  for (const [name, input] of Object.entries(asInputs(trace.input))) {
    if (isSameJson(input, value)) return `inputs.${name}`;
  }
  for (const { key, calls } of earlier.toReversed()) {
    const output = calls.find((one) => one.trace.id === trace.id)?.step.output;
    if (output === undefined || output === null) continue;
    if (isSameJson(output, value)) return `steps.${key}.output`;
    if (!isJsonObject(output)) continue;
    const member = Object.entries(output).find(([, one]) => isSameJson(one, value));
    if (member) return `steps.${key}.output.${member[0]}`;
  }
  return null;
}
