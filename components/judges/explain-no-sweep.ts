import { formatCountOf } from "@/lib/format-number";
import type { CalibrationAnalysis } from "@/lib/judges/calibration-contract";
import type { Judge } from "@/lib/judges/contract";

/** Why there is no threshold to choose, and what to do about it. */
export function explainNoSweep(
  { kind }: Pick<Judge, "kind">,
  { dev, labelled }: Pick<CalibrationAnalysis, "dev" | "labelled">,
): string {
  if (kind === "label")
    return "This judge chooses a label and gives no score: it has no threshold.";
  if (kind === "pairwise") {
    return "This judge compares two answers and gives no score of its own: it has no threshold.";
  }
  if (labelled.dev === 0) {
    return "No output of the dev split has a label. Continue labelling, then calibrate on the dev split.";
  }
  if (dev === null) return "Calibrate on the dev split to see what each minimum score would do.";
  if (dev.recorded > 0) {
    const verdicts = formatCountOf(dev.recorded, "verdict");
    return `${verdicts} of the dev split came with the labels, without a score. Write a new version of the judge and calibrate it: Galley then asks it for scores.`;
  }
  const sides = [dev.truePositiveRate, dev.trueNegativeRate];
  if (sides.includes(null)) {
    return "The dev split needs outputs that people pass and outputs that they fail. Label more.";
  }
  return "The judge gives too few different scores on the dev split. Have its prompt ask for a score from 0 to 1.";
}
