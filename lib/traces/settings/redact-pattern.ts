import { compileRegex, MAX_SUBJECT_LENGTH, RegexError } from "@/lib/scorers/linear-regex";
import type { TextRange } from "@/lib/traces/join-ranges";

/** Where an RE2 pattern matches. Rules were checked when they were written, so one that is wrong finds nothing. */
export function findPattern(
  text: string,
  { pattern, ignoreCase }: { pattern: string; ignoreCase: boolean },
): TextRange[] {
  const ranges: TextRange[] = [];
  try {
    const matcher = compileRegex(pattern, ignoreCase ? "i" : "").matcher(
      text.slice(0, MAX_SUBJECT_LENGTH),
    );
    while (matcher.find()) {
      if (matcher.end() > matcher.start())
        ranges.push({ start: matcher.start(), end: matcher.end() });
    }
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
  }
  return ranges;
}
