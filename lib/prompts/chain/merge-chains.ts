import {
  type MergeChoices,
  type Merged,
  mergeOrder,
  mergeParts,
  type Take,
} from "@/lib/prompts/merge-parts";
import type { ChainContent, ChainStep } from "./chain-content";

/** Merges what two people made of one version of a chain, step by step: steps are the same when their keys are. */
export function mergeChains(
  base: ChainContent,
  mine: ChainContent,
  theirs: ChainContent,
  choices: MergeChoices = {},
): Merged<ChainContent> {
  return mergeParts(choices, (take) => {
    const steps = mergeSteps(base.steps, mine.steps, theirs.steps, take);
    const inputs = take("inputs", "input of the chain", base.inputs, mine.inputs, theirs.inputs);
    const output = take("output", "output of the chain", base.output, mine.output, theirs.output);
    return { steps, ...(inputs ? { inputs } : {}), ...(output ? { output } : {}) };
  });
}

type Steps = readonly ChainStep[];

function mergeSteps(base: Steps, mine: Steps, theirs: Steps, take: Take): ChainStep[] {
  const keysOf = (steps: Steps) => steps.map(({ key }) => key);
  const order = mergeOrder(
    { base: keysOf(base), mine: keysOf(mine), theirs: keysOf(theirs) },
    "order of steps",
    take,
  );
  return order.flatMap((key) => {
    const find = (steps: Steps) => steps.find((step) => step.key === key);
    return take(`step:${key}`, key, find(base), find(mine), find(theirs)) ?? [];
  });
}
