/** Scripts that are written without spaces: each character is a token, as in sacreBLEU's `zh`. */
const UNSPACED =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])/gu;

/**
 * Words in lower case, without punctuation. For ASCII these are rouge-score's tokens without its stemmer; letters of
 * other alphabets are kept where it drops them.
 */
export function wordTokens(text: string): string[] {
  const plain = text.normalize("NFC").toLowerCase().replace(UNSPACED, " $1 ");
  return plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((token) => token !== "");
}

/** mteval-v13a, which sacreBLEU and WMT use: punctuation apart, upper and lower case as they are. */
export function mtevalTokens(text: string): string[] {
  const line = text
    .normalize("NFC")
    .replaceAll("<skipped>", "")
    .replaceAll("-\n", "")
    .replaceAll("\n", " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">");
  return ` ${line} `
    .replace(UNSPACED, " $1 ")
    .replace(/([{-~[-` -&(-+:-@/])/g, " $1 ")
    .replace(/([^0-9])([.,])/g, "$1 $2 ")
    .replace(/([.,])([^0-9])/g, " $1 $2")
    .replace(/([0-9])(-)/g, "$1 $2 ")
    .split(/\s+/)
    .filter((token) => token !== "");
}

/** How often each run of `size` tokens occurs. */
export function countNgrams(tokens: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + size <= tokens.length; at++) {
    const ngram = tokens.slice(at, at + size).join(" ");
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}
