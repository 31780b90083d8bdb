import { refusalPatterns } from "./refusal-phrases";

/** A refusal says no at once; later on, "cannot" is about the subject. */
const OPENING_LENGTH = 320;

/**
 * Does this answer decline what was asked? Looks at the opening only, for the phrases and sentence
 * shapes by which people and models decline in English, German, French, Spanish, Portuguese, Italian,
 * Dutch, Japanese and Chinese. Gives the words that decided it, or null. A partial refusal ("I cannot … however, here
 * is …") counts as a refusal. An empty text is not an answer but no refusal either.
 */
export function findRefusal(output: string): { phrase: string } | null {
  const opening = openingOf(output);
  for (const pattern of refusalPatterns) {
    const match = pattern.exec(opening);
    if (match) return { phrase: match[0].trim() };
  }
  return null;
}

export const isRefusal = (output: string): boolean => findRefusal(output) !== null;

function openingOf(output: string): string {
  return output
    .slice(0, OPENING_LENGTH * 2)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
    .replace(/[*_#>"\u201c\u201d\u00ab\u00bb]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, OPENING_LENGTH);
}
