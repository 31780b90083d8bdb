import { splitLines } from "@/lib/prompts/diff/diff-lines";

/**
 * A text with the lines from `line` (from 1) replaced by a suggestion. Only where the lines still read as they
 * did under review: there, or at one other place when the text has grown. Null: they do not.
 */
export function applySuggestion(
  text: string,
  reviewed: readonly string[],
  line: number,
  suggestion: string,
): string | null {
  const lines = splitLines(text);
  const fits = (at: number) => reviewed.every((each, index) => lines[at + index] === each);
  const places = lines.flatMap((_, at) => (fits(at) ? [at] : []));
  const at = places.includes(line - 1) ? line - 1 : places.length === 1 ? places[0] : undefined;
  if (at === undefined || reviewed.length === 0) return null;
  const put = suggestion === "" ? [] : splitLines(suggestion);
  return [...lines.slice(0, at), ...put, ...lines.slice(at + reviewed.length)].join("\n");
}
