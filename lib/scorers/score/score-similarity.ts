import { formatCount, formatCountOf, formatFixed } from "@/lib/format-number";
import type { ScorerOf } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding, scored } from "@/lib/scorers/finding";
import { scalarText } from "@/lib/scorers/json-value";
import { resolveReferences } from "@/lib/scorers/resolve-references";
import { computeBleu } from "@/lib/scorers/similarity/bleu";
import { computeEditDistance } from "@/lib/scorers/similarity/levenshtein";
import { computeRougeN } from "@/lib/scorers/similarity/rouge-n";
import { missingExpected } from "./score-text";

/** The same to the last digits: a mean of logarithms is not exact. */
const SLACK = 1e-9;

/** `value` is the similarity to the closest expected text. */
export function scoreLevenshtein(spec: ScorerOf<"levenshtein">, candidate: Candidate): Finding {
  const { threshold, maxDistance, ignoreCase } = spec.config;
  const references = referencesOf(spec.config.value, candidate);
  if (!references) return missingExpected("value");
  const same = (text: string) => {
    const plain = text.normalize("NFC").trim();
    return ignoreCase ? plain.toLowerCase() : plain;
  };
  const output = same(candidate.output);
  const distances = references.map((reference) => computeEditDistance(output, same(reference)));
  const [closest] = distances
    .filter((one) => one !== null)
    .sort((a, b) => b.similarity - a.similarity);
  if (!closest) return errored("The output and the expected text are too long for edit distance.");
  const { distance, similarity } = closest;
  const passed =
    maxDistance === undefined ? similarity >= threshold - SLACK : distance <= maxDistance;
  const edits = formatCountOf(distance, "edit");
  const bar =
    maxDistance === undefined ? percent(threshold) : `at most ${formatCount(maxDistance)}`;
  return scored(passed, `similarity ${percent(similarity)}, ${edits}${needs(passed, bar)}`, {
    value: similarity,
    details: { distance },
  });
}

/** `value` is F1; precision and recall are details. Of several expected texts the best counts. */
export function scoreRougeN(spec: ScorerOf<"rouge-n">, candidate: Candidate): Finding {
  const { n, threshold } = spec.config;
  const references = referencesOf(spec.config.value, candidate);
  if (!references) return missingExpected("value");
  const [best = { precision: 0, recall: 0, f1: 0 }] = references
    .map((reference) => computeRougeN(candidate.output, reference, n))
    .sort((a, b) => b.f1 - a.f1);
  const passed = best.f1 >= threshold - SLACK;
  const parts = `precision ${percent(best.precision)}, recall ${percent(best.recall)}`;
  return scored(
    passed,
    `ROUGE-${n} ${percent(best.f1)} (${parts})${needs(passed, percent(threshold))}`,
    { value: best.f1, details: { ...best } },
  );
}

/** `value` is sentence BLEU as a fraction; several expected texts are its references. */
export function scoreBleu(spec: ScorerOf<"bleu">, candidate: Candidate): Finding {
  const { threshold } = spec.config;
  const references = referencesOf(spec.config.value, candidate);
  if (!references) return missingExpected("value");
  const { score, correct, total, brevityPenalty } = computeBleu(candidate.output, references);
  const passed = score >= threshold - SLACK;
  const precisions = correct.flatMap((matches, index) => {
    const of = total[index] ?? 0;
    return of === 0 ? [] : [`${matches}/${of}`];
  });
  const short = brevityPenalty < 1 ? `, brevity penalty ${formatFixed(brevityPenalty)}` : "";
  return scored(
    passed,
    `BLEU ${percent(score)} (n-grams ${precisions.join(", ")}${short})${needs(passed, percent(threshold))}`,
    { value: Math.min(1, score), details: { correct, total, brevityPenalty } },
  );
}

/** The texts to compare with, one or several; null when there are none. */
export function referencesOf(text: string | undefined, candidate: Candidate): string[] | null {
  const reference = text === undefined ? candidate.expected : resolveReferences(text, candidate);
  const texts = (Array.isArray(reference) ? reference : [reference]).flatMap((one) => {
    const text = scalarText(one);
    return text?.trim() ? [text] : [];
  });
  return texts.length > 0 ? texts : null;
}

const percent = (share: number): string => formatFixed(share);
const needs = (passed: boolean, bar: string): string => (passed ? "" : `, needs ${bar}`);
