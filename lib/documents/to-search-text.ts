/** Letters of scripts without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}ー々〆]+/gu;
/** Quotes, dashes and signs that the parser would take for letters where the database's locale is C. */
const SIGNS = /[^\p{ASCII}\p{L}\p{M}\p{N}]+/gu;

/**
 * A text as PostgreSQL cuts it into the same words whatever the database's locale: lower case, no signs beyond
 * ASCII, and scripts without spaces as overlapping pairs of characters.
 */
export function toSearchText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(SIGNS, " ")
    .replace(UNSPACED, (run) => ` ${pairsOf(run).join(" ")} `);
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length < 3) return [run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
