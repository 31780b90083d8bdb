import { listChainInputs } from "@/lib/prompts/chain/list-chain-inputs";
import type { OutputSchema } from "@/lib/prompts/chain/step-output";
import { describeSchema, listMembers } from "../output-members";
import { type EditorChain, toChain } from "./editor-chain";

/** A value that a step can take. */
export interface ScopeValue {
  expression: string;
  type: string;
}

export interface ScopeGroup {
  label: string;
  values: ScopeValue[];
}

/** What the step at `index` can take: the chain's inputs, then what each step before it gives. */
export function listScope(
  chain: EditorChain,
  index: number,
  outputs: ReadonlyMap<string, OutputSchema>,
): ScopeGroup[] {
  const properties = chain.inputs?.properties;
  const typed = typeof properties === "object" && properties !== null ? properties : {};
  const names = [...new Set([...Object.keys(typed), ...listChainInputs(toChain(chain))])];
  const inputs = names.map((name) => ({
    expression: `inputs.${name}`,
    type: describeSchema((typed as Record<string, unknown>)[name]),
  }));
  const steps = chain.steps.slice(0, index).map(({ step: { key } }): ScopeGroup => {
    const schema = outputs.get(key) ?? null;
    const root = `steps.${key}.output`;
    const members = listMembers(schema, 3).map(({ path, type }) => ({
      expression: `${root}.${path}`,
      type,
    }));
    return { label: key, values: [{ expression: root, type: describeSchema(schema) }, ...members] };
  });
  return [{ label: "Input of the chain", values: inputs }, ...steps].filter(
    ({ values }) => values.length > 0,
  );
}
