/** A word longer than this is none. */
const LONGEST_RUN = 128;
const RUN = /[\p{L}\p{M}]{1,128}|[^\p{L}\p{N}]{1,128}|\p{N}+/gu;

/**
 * Cuts a text inside its endless words, spaces and marks. A tokenizer takes the square of a word's length, so
 * that 400,000 letters without a space would take minutes; each cut moves the count by a token at most.
 */
export function cutRuns(text: string): string[] {
  if (text.length <= LONGEST_RUN) return [text];
  const parts: string[] = [];
  let from = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length < LONGEST_RUN || /^\p{N}/u.test(run)) continue;
    parts.push(text.slice(from, index + run.length));
    from = index + run.length;
  }
  parts.push(text.slice(from));
  return parts;
}
