const SHORTEST_WORD = 4;
const LONGEST_WORD = 24;
const FEWEST_CHARACTERS = 5;
/** A sentence has more; two common words with a year behind them are among the first that are tried. */
const MOST_COMMON_WORDS = 2;

const LOOK_ALIKES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
};

/**
 * Whether a password is among the first that somebody would try: few different characters, or nothing but
 * digits and signs around at most two common passwords and words of the person's own.
 * @param common passwords and words that many people use, in lower case
 */
export function isEasyPassword(
  password: string,
  person: { email: string; name: string },
  common: ReadonlySet<string>,
): boolean {
  const text = password.normalize("NFKC").toLowerCase();
  if (new Set(text).size < FEWEST_CHARACTERS) return true;
  const personalWords = ownWords(person);
  return [text, withoutLookAlikes(text)].some(
    (spelling) => countWords(spelling, personalWords, common) <= MOST_COMMON_WORDS,
  );
}

/** The fewest common words that the text is made of; signs, digits and the person's own words are free. */
function countWords(
  text: string,
  personalWords: ReadonlySet<string>,
  common: ReadonlySet<string>,
): number {
  const fewest: number[] = [0];
  for (let end = 1; end <= text.length; end += 1) {
    const last = text[end - 1] ?? "";
    let best = /\p{L}/u.test(last) ? Number.POSITIVE_INFINITY : (fewest[end - 1] ?? 0);
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start += 1) {
      const before = fewest[start] ?? Number.POSITIVE_INFINITY;
      if (before >= best) continue;
      const word = text.slice(start, end);
      if (personalWords.has(word)) best = before;
      else if (word.length >= SHORTEST_WORD && common.has(word)) best = Math.min(best, before + 1);
    }
    fewest.push(best);
  }
  return fewest[text.length] ?? Number.POSITIVE_INFINITY;
}

function ownWords({ email, name }: { email: string; name: string }): Set<string> {
  const words = `${email} ${name} galley`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word.length > 2));
}

/** `P4ssw0rd2026!` is `password`: what stands around a word is cut off before digits are read as letters. */
function withoutLookAlikes(text: string): string {
  const core = text.replace(/^[^\p{L}@$]+|[^\p{L}]+$/gu, "");
  return [...core].map((character) => LOOK_ALIKES[character] ?? character).join("");
}
