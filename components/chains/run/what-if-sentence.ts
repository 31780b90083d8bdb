import type { WhatIf } from "@/lib/runs/what-if/what-if-contract";

/** Where the fault is, in a sentence: from what became of one case with another output of a step. */
export function describeWhatIf(
  { step, output }: Pick<WhatIf, "step" | "output">,
  { outcome, firstWrongStep }: Pick<WhatIf["cases"][number], "outcome" | "firstWrongStep">,
): string {
  const premise = output === "expected" ? `With the right ${step}` : `With that output of ${step}`;
  if (outcome === "passed") return `${premise}, the answer passes: the fault is in ${step}.`;
  if (outcome === "errored") return `${premise}, there is an error: nothing can be said.`;
  if (firstWrongStep && firstWrongStep !== step) {
    return `${premise}, ${firstWrongStep} goes wrong as well: there is a second fault.`;
  }
  return `${premise}, the answer still fails: the fault is not in ${step} alone.`;
}
