import { splitWords } from "./diff-words";

/** A text as a bag of words, made once and compared often: the words' hashes in order. */
export type WordBag = Int32Array;

export function wordBag(text: string): WordBag {
  const words = splitWords(text).filter((word) => word.trim() !== "");
  return Int32Array.from(words, hashOf).sort();
}

/** Sørensen–Dice coefficient of two bags, 0 to 1: twice the shared words over all words. */
export function similarity(a: WordBag, b: WordBag): number {
  if (a.length + b.length === 0) return 1;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] ?? 0;
    const y = b[j] ?? 0;
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return (2 * shared) / (a.length + b.length);
}

/** The most two bags can be alike, from their sizes alone. */
export function similarityBound(a: WordBag, b: WordBag): number {
  const both = a.length + b.length;
  return both === 0 ? 1 : (2 * Math.min(a.length, b.length)) / both;
}

// FNV-1a, 32 bits: a rare collision makes two lines look a little more alike, nothing else.
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1)
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  return hash;
}
