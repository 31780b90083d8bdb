import type { TryField } from "@/components/prompts/try/try-input";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { listChainInputs } from "@/lib/prompts/chain/list-chain-inputs";

/** The steps before the first with a problem: those after it wait until it is put right. */
export function runnablePart(content: ChainContent, blockedAt: number | null): ChainContent {
  if (blockedAt === null) return content;
  // What the chain answers may need a step that does not run.
  const { output: _, ...rest } = content;
  return { ...rest, steps: content.steps.slice(0, blockedAt) };
}

/** One step alone: the steps before it give what they gave last time. null: one of them has not run yet. */
export function planStepAlone(
  content: ChainContent,
  index: number,
  outputs: ReadonlyMap<string, unknown>,
): { content: ChainContent; outputs: Record<string, unknown> } | null {
  const before = content.steps.slice(0, index);
  if (before.some(({ key }) => !outputs.has(key))) return null;
  const { output: _, ...rest } = content;
  return {
    content: { ...rest, steps: content.steps.slice(0, index + 1) },
    outputs: Object.fromEntries(before.map(({ key }) => [key, outputs.get(key)])),
  };
}

/** One field for each input: those that are declared, then those that steps name. */
export function chainFields(content: ChainContent): TryField[] {
  const { properties } = content.inputs ?? {};
  const declared = typeof properties === "object" && properties !== null ? properties : {};
  const names = [...new Set([...Object.keys(declared), ...listChainInputs(content)])];
  return names.map((name) => ({ name, kind: "variable", isOnlyCompared: false }));
}
