import type { ChainContent } from "./chain-content";
import { parseExpression } from "./parse-expression";

/** The inputs that a chain's steps and its output name, in the order of their first use. */
export function listChainInputs({
  steps,
  output,
}: Pick<ChainContent, "steps" | "output">): string[] {
  const expressions = [
    ...steps.flatMap(({ input }) => Object.values(input)),
    ...(output ? [output] : []),
  ];
  const names = expressions.flatMap((text) => {
    const reference = parseExpression(text);
    return reference?.from === "inputs" ? [reference.variable] : [];
  });
  return [...new Set(names)];
}
