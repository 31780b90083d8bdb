import type { StepKind } from "@/lib/prompts/chain/chain-content";
import type { JsonSchema } from "@/lib/providers/contract";
import { configureStep, type ProposedStep, type Surroundings } from "./configure-step";
import { groupSteps } from "./group-steps";
import { inferSchema } from "./infer-schema";
import { asInputs, type RecordedStep, type RecordedTrace } from "./recorded-trace";
import { wireInput } from "./wire-input";

export interface ChainProposal {
  steps: ProposedStep[];
  /** Of the chain, as far as the traces show. */
  inputs: JsonSchema;
  traces: number;
}

const KINDS: Record<RecordedStep["kind"], StepKind> = {
  llm: "prompt",
  retrieval: "retrieve",
  tool: "tool",
  route: "route",
  validate: "validate",
  other: "code",
};

/**
 * The chain that traces show: their steps by name and kind, in their usual order, those that at least half of them
 * have. An input comes from where its value was seen before: the trace's own input, else the latest step that gave it.
 */
export function proposeChain(
  traces: readonly RecordedTrace[],
  surroundings: Surroundings,
): ChainProposal {
  const groups = groupSteps(traces);
  const fewest = traces.length / 2;
  const usual = groups.filter(({ calls }) => calls.length >= fewest);
  usual.sort((one, two) => one.place - two.place);
  const keys = uniqueKeys(usual.map(({ name }) => name));
  const steps = usual.map((group, index): ProposedStep => {
    const earlier = usual.slice(0, index).map((one, at) => ({ ...one, key: keys[at] ?? "" }));
    const input = wireInput(group, earlier);
    return {
      key: keys[index] ?? "",
      kind: KINDS[group.kind],
      ...configureStep(group, surroundings, input),
      input,
      traces: group.calls.length,
    };
  });
  return {
    steps,
    inputs: inferSchema(traces.map(({ input }) => asInputs(input))),
    traces: traces.length,
  };
}

function uniqueKeys(names: readonly string[]): string[] {
  const keys: string[] = [];
  for (const name of names) {
    const base =
      name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^[^a-z]+|_+$/g, "")
        .slice(0, 36) || "step";
    let key = base;
    for (let n = 2; keys.includes(key); n++) key = `${base}_${n}`;
    keys.push(key);
  }
  return keys;
}
