/** How many documents a set has at a revision, and in how many of them each word stands. */
export interface WordCounts {
  documents: number;
  counts: Readonly<Record<string, number>>;
}

export interface WeightedWord {
  word: string;
  weight: number;
}

export interface WeightedQuery {
  /** The words that the set has, rarest first. */
  words: WeightedWord[];
  /** The rarest of them: a passage is looked at when it has one of these. */
  candidates: string[];
  /** Of all words of the query, also those that no document has. */
  total: number;
}

/** Enough for a whole ticket; the next ones are common and say little. */
const MOST_WORDS = 64;
/** Passages that are looked at, as long as the rarest word leaves so few. */
const MOST_CANDIDATES = 2_000;

/**
 * What each word of a query counts: its inverse document frequency as BM25 has it,
 * ln(1 + (N − n + 0.5) / (n + 0.5)) for n of N documents.
 */
export function weighWords(
  queryWords: readonly string[],
  { documents, counts }: WordCounts,
): WeightedQuery {
  const countOf = (word: string) => (Object.hasOwn(counts, word) ? (counts[word] ?? 0) : 0);
  const weightOf = (count: number) => Math.log(1 + (documents - count + 0.5) / (count + 0.5));
  const total = queryWords.reduce((sum, word) => sum + weightOf(countOf(word)), 0);
  const rarest = queryWords
    .filter((word) => countOf(word) > 0)
    .toSorted((one, two) => countOf(one) - countOf(two) || (one < two ? -1 : 1))
    .slice(0, MOST_WORDS);
  let places = 0;
  const candidates = rarest.filter((word, index) => {
    places += countOf(word);
    return index === 0 || places <= MOST_CANDIDATES;
  });
  return {
    words: rarest.map((word) => ({ word, weight: weightOf(countOf(word)) })),
    candidates,
    total,
  };
}
