import { countNgrams, mtevalTokens } from "./text-tokens";

const LONGEST_NGRAM = 4;

export interface Bleu {
  /** 0 to 1; sacreBLEU prints it times 100. */
  score: number;
  /** For n-grams of 1 to 4 tokens: how many occur in a reference, clipped, and how many there are. */
  correct: number[];
  total: number[];
  brevityPenalty: number;
}

/**
 * Sentence BLEU with up to 4-grams: geometric mean of the clipped n-gram precisions, times the brevity penalty
 * against the closest reference length. Papineni et al., ACL 2002. As sacreBLEU's `sentence_bleu` has it: tokens
 * `13a`, case kept, smoothing `exp` (the k-th precision without a match counts as 1 / (2^k total)), and n only as
 * long as the candidate.
 */
export function computeBleu(candidate: string, references: readonly string[]): Bleu {
  const tokens = mtevalTokens(candidate);
  const referenceTokens = references.map(mtevalTokens);
  const correct: number[] = [];
  const total: number[] = [];
  for (let size = 1; size <= LONGEST_NGRAM; size++) {
    const most = highestCounts(referenceTokens, size);
    let matches = 0;
    for (const [ngram, count] of countNgrams(tokens, size)) {
      matches += Math.min(count, most.get(ngram) ?? 0);
    }
    correct.push(matches);
    total.push(Math.max(0, tokens.length - size + 1));
  }
  const brevityPenalty = computeBrevityPenalty(tokens.length, referenceTokens);
  return { score: brevityPenalty * meanPrecision(correct, total), correct, total, brevityPenalty };
}

function highestCounts(references: readonly string[][], size: number): Map<string, number> {
  const highest = new Map<string, number>();
  for (const reference of references) {
    for (const [ngram, count] of countNgrams(reference, size)) {
      highest.set(ngram, Math.max(count, highest.get(ngram) ?? 0));
    }
  }
  return highest;
}

function meanPrecision(correct: readonly number[], total: readonly number[]): number {
  if (correct.every((matches) => matches === 0)) return 0;
  let logs = 0;
  let order = 0;
  let smoothing = 1;
  for (const [index, of] of total.entries()) {
    if (of === 0) break;
    const matches = correct[index] ?? 0;
    if (matches === 0) smoothing *= 2;
    logs += Math.log(matches === 0 ? 1 / (smoothing * of) : matches / of);
    order += 1;
  }
  return Math.exp(logs / order);
}

/** Of two references that are equally close the shorter one counts. */
function computeBrevityPenalty(length: number, references: readonly string[][]): number {
  if (length === 0) return 0;
  const closest = references
    .map((reference) => reference.length)
    .sort((a, b) => Math.abs(a - length) - Math.abs(b - length) || a - b)[0];
  return closest === undefined || length >= closest ? 1 : Math.exp(1 - closest / length);
}
