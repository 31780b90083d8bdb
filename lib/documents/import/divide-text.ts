/** A passage that is longer says too many things at once to be found for one of them. */
const LONGEST = 4_000;

/**
 * A long text in parts, between paragraphs where there are any, else between lines, else between words.
 * Put together again, nothing but the white space between them is missing.
 */
export function divideText(text: string, longest = LONGEST): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const head = rest.slice(0, longest + 1);
    const end = [head.lastIndexOf("\n\n"), head.lastIndexOf("\n"), head.lastIndexOf(" ")].find(
      (at) => at > longest / 4,
    );
    const cut = end ?? wholeCharacter(rest, longest);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

/** Not between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  return /[\uD800-\uDBFF]/.test(text[at - 1] ?? "") ? at - 1 : at;
}
