import { pinOf } from "@/lib/prompts/chain/step-output";
import type { ServedChain } from "@/lib/prompts/version-contract";
import type { ChainTarget } from "@/lib/prompts/versioned-content";

/**
 * A chain with the prompt versions that its steps pin, so that an application gets all of them in one document and a
 * release moves them together.
 */
export function serveChain({ content, prompts }: ChainTarget): ServedChain {
  const { steps, inputs, output } = content;
  return {
    steps: steps.map((step) => {
      const prompt = step.kind === "prompt" ? prompts[pinOf(step.config)] : undefined;
      if (step.kind !== "prompt" || !prompt) return { ...step };
      const { prompt: name, version } = step.config;
      return { ...step, prompt: { name, version, ...prompt } };
    }),
    ...(inputs === undefined ? {} : { inputs }),
    output: output ?? `steps.${steps.at(-1)?.key}.output`,
  };
}
