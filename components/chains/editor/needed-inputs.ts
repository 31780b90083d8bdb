import type { ChainCheck } from "@/lib/chains/contract";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";

/** Inputs that a step cannot do without and does not have. */
export function missingInputs(
  step: ChainStep,
  prompt: ChainCheck["prompts"][number] | undefined,
): string[] {
  return neededInputs(step, prompt).filter((name) => !Object.hasOwn(step.input, name));
}

function neededInputs(
  step: ChainStep,
  prompt: ChainCheck["prompts"][number] | undefined,
): string[] {
  switch (step.kind) {
    case "prompt":
      // A value can only be given for the name before a dot.
      return [...new Set(prompt?.variables.map((name) => name.split(".")[0] ?? name))];
    case "retrieve":
      return ["query"];
    case "validate":
      return ["value"];
    case "route":
      return [...new Set(step.config.branches.map(({ when }) => when.value))].filter(Boolean);
    case "tool": {
      const { required } = step.config.tool.parameters;
      return Array.isArray(required) ? required.filter((name) => typeof name === "string") : [];
    }
    case "code":
      return [];
  }
}
