import { formatCountOf } from "@/lib/format-number";
import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, type Finding, notMeasured, scored } from "@/lib/scorers/finding";

/** `value` in milliseconds. */
export function scoreLatency(spec: ScorerOf<"latency">, { latencyMs }: Candidate): Finding {
  const { maxMs } = spec.config;
  if (latencyMs === null) return notMeasured("The latency of this answer is not known.");
  const passed = latencyMs <= maxMs;
  const shown = `${number(latencyMs)} ms`;
  return scored(passed, `${shown}, ${passed ? "within" : "more than"} ${number(maxMs)} ms`, {
    value: latencyMs,
  });
}

/** `value` in US dollars. An unknown cost is not zero. */
export function scoreCost(spec: ScorerOf<"cost">, { costUsd }: Candidate): Finding {
  const { maxUsd } = spec.config;
  if (costUsd === null)
    return notMeasured("The cost of this answer is not known: its model has no known price.");
  const passed = costUsd <= maxUsd;
  return scored(
    passed,
    `$${dollars(costUsd)}, ${passed ? "within" : "more than"} $${dollars(maxUsd)}`,
    { value: costUsd },
  );
}

/** `value` in words. */
export function scoreWordCount(spec: ScorerOf<"word-count">, { output }: Candidate): Finding {
  const { min = 0, max = Number.POSITIVE_INFINITY } = spec.config;
  const words = countWords(output);
  const passed = words >= min && words <= max;
  const range =
    max === Number.POSITIVE_INFINITY
      ? `at least ${min}`
      : min === 0
        ? `at most ${max}`
        : `${min} to ${max}`;
  return scored(
    passed,
    `${formatCountOf(words, "word")}, ${passed ? "within" : "expected"} ${range}`,
    { value: words },
  );
}

/** Scripts that write words without spaces between them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

export function countWords(text: string): number {
  if (!UNSPACED.test(text)) {
    return text.split(/\s+/).filter((part) => LETTER_OR_DIGIT.test(part)).length;
  }
  let words = 0;
  for (const segment of segmenter.segment(text)) if (segment.isWordLike) words++;
  return words;
}

const number = (value: number): string =>
  Number(value.toFixed(value < 10 ? 2 : 0)).toLocaleString("en-US");
const dollars = (value: number): string => String(Number(value.toPrecision(3)));
