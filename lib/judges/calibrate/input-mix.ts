import { formatRateShort } from "@/lib/format-number";
import type { InputMix } from "@/lib/judges/calibration-contract";
import { type Mix, mixShift } from "@/lib/stats/verdicts/mix-shift";

/** Up to so many characters, as people call it. */
export const SHORT_INPUT = 200;
export const MEDIUM_INPUT = 2_000;

/** What is compared of an input: it says how much a judge has to read, and in which language. */
export interface InputFacts {
  /** `und`: nobody can tell. */
  language: string;
  inputLength: number;
}

export function inputMixOf(inputs: readonly InputFacts[]): InputMix {
  return {
    languages: countBy(inputs, ({ language }) => language),
    lengths: countBy(inputs, ({ inputLength }) => lengthGroup(inputLength)),
  };
}

export const lengthGroup = (length: number): "short" | "medium" | "long" =>
  length < SHORT_INPUT ? "short" : length < MEDIUM_INPUT ? "medium" : "long";

function countBy<Item>(items: readonly Item[], group: (item: Item) => string): Mix {
  const counts: Record<string, number> = {};
  for (const item of items) counts[group(item)] = (counts[group(item)] ?? 0) + 1;
  return counts;
}

/** Why a judge is asked about other inputs than it was calibrated on; null: it is not, or too few are known. */
export function explainInputShift(before: InputMix, now: InputMix): string | null {
  const language = mixShift(withoutUnknown(before.languages), withoutUnknown(now.languages));
  if (language) {
    return `${formatRateShort(language.now, 0)} of the inputs that it judges now have the language ${language.group}; at its calibration ${formatRateShort(language.before, 0)} had. ${CALIBRATE}`;
  }
  const length = mixShift(before.lengths, now.lengths);
  if (length) {
    return `${formatRateShort(length.now, 0)} of the inputs that it judges now ${LENGTHS[length.group]}; at its calibration ${formatRateShort(length.before, 0)} did. ${CALIBRATE}`;
  }
  return null;
}

const CALIBRATE = "Label some of them and calibrate it again.";

const LENGTHS: Record<string, string> = {
  short: `have under ${SHORT_INPUT} characters`,
  medium: `have ${SHORT_INPUT} to ${MEDIUM_INPUT} characters`,
  long: `have over ${MEDIUM_INPUT} characters`,
};

function withoutUnknown({ und: _, ...languages }: Mix): Mix {
  return languages;
}
