import { countNgrams, wordTokens } from "./text-tokens";

export interface RougeN {
  precision: number;
  recall: number;
  f1: number;
}

/**
 * ROUGE-N: n-grams that both texts have, clipped by their counts, of those of the candidate (precision) and of the
 * reference (recall); 0 where a text has none. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004;
 * the tokens and the F-measure are those of Google's rouge-score.
 */
export function computeRougeN(candidate: string, reference: string, size: number): RougeN {
  const candidates = countNgrams(wordTokens(candidate), size);
  const references = countNgrams(wordTokens(reference), size);
  let overlap = 0;
  for (const [ngram, count] of candidates) overlap += Math.min(count, references.get(ngram) ?? 0);
  const precision = share(overlap, candidates);
  const recall = share(overlap, references);
  const sum = precision + recall;
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum };
}

function share(overlap: number, ngrams: Map<string, number>): number {
  let total = 0;
  for (const count of ngrams.values()) total += count;
  return total === 0 ? 0 : overlap / total;
}
