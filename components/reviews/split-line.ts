/** Where two lines begin to differ and where they end to, on the edges of words. */
export function splitLine(before: string, after: string) {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from[start] === to[start]) start += 1;
  let end = 0;
  while (end < most - start && from.at(-1 - end) === to.at(-1 - end)) end += 1;
  const middle = (words: readonly string[]) => words.slice(start, words.length - end).join("");
  return {
    start: from.slice(0, start).join(""),
    removed: middle(from),
    added: middle(to),
    end: from.slice(from.length - end).join(""),
  };
}

const wordsOf = (line: string) => line.match(/[\p{L}\p{N}_]+|\s+|./gsu) ?? [];
