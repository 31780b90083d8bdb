import { distance } from "fastest-levenshtein";

/** Pairs of characters that are compared within about a second and a half. */
const MOST_PAIRS = 1e9;

export interface EditDistance {
  /** Characters inserted, deleted or replaced. */
  distance: number;
  /** 1 - distance / the longer length, 1 for two empty texts. */
  similarity: number;
}

/**
 * Levenshtein's edit distance over code points (Levenshtein, Soviet Physics Doklady 10, 1966) and the similarity
 * normalised by the longer text. Null when the texts are too long to be compared.
 */
export function computeEditDistance(one: string, two: string): EditDistance | null {
  if (one.length * two.length > MOST_PAIRS) return null;
  const [first, second] = hasSurrogates(one) || hasSurrogates(two) ? toUnits(one, two) : [one, two];
  const edits = distance(first, second);
  const longest = Math.max(first.length, second.length);
  return { distance: edits, similarity: longest === 0 ? 1 : 1 - edits / longest };
}

const hasSurrogates = (text: string): boolean => /[\ud800-\udfff]/.test(text);

/** Each distinct code point as one UTF-16 unit, which is what the library compares. */
function toUnits(...texts: [string, string]): [string, string] {
  const units = new Map<string, string>();
  const write = (text: string) => {
    let written = "";
    for (const character of text) {
      const unit = units.get(character) ?? String.fromCharCode(units.size % 0x10000);
      units.set(character, unit);
      written += unit;
    }
    return written;
  };
  return [write(texts[0]), write(texts[1])];
}
