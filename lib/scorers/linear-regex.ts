import "server-only";
import { LRUCache } from "lru-cache";
import { RE2JS } from "re2js";
import { formatCount } from "@/lib/format-number";
import { patternSize } from "./pattern-size";

export const MAX_PATTERN_LENGTH = 1_000;
export const MAX_SUBJECT_LENGTH = 250_000;

const FLAGS: Record<string, number> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

/** Counted repeats are written out when a pattern is compiled, and each instruction looks at each character. */
const MAX_INSTRUCTIONS = 5_000;

/** Measured in instructions, of all compiled patterns together. */
const compiled = new LRUCache<string, RE2JS>({ maxSize: 50_000 });

/** A pattern that cannot be used; the message says what to change. */
export class RegexError extends Error {}

/**
 * Compiles a pattern for RE2, which takes time in proportion to the text whatever the pattern.
 * Flags: i, m, s. Throws RegexError for what RE2 cannot do.
 */
export function compileRegex(pattern: string, flags = ""): RE2JS {
  const key = `${flags}/${pattern}`;
  const cachedRegex = compiled.get(key);
  if (cachedRegex) return cachedRegex;
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new RegexError(`The pattern is longer than ${MAX_PATTERN_LENGTH} characters.`);
  }
  const instructions = patternSize(pattern);
  if (instructions > MAX_INSTRUCTIONS) {
    throw new RegexError(
      `The pattern is too large: written out it has about ${formatCount(instructions)} instructions, and at most ${formatCount(MAX_INSTRUCTIONS)} are possible. Use smaller counts in { }.`,
    );
  }
  let bits = 0;
  for (const flag of flags) {
    const bit = Object.hasOwn(FLAGS, flag) ? FLAGS[flag] : undefined;
    if (bit === undefined) throw new RegexError(`Flag "${flag}" is not known: use i, m or s.`);
    bits |= bit;
  }
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(RE2JS.translateRegExp(pattern), bits);
  } catch (error) {
    throw new RegexError(explain(pattern, error));
  }
  compiled.set(key, regex, { size: instructions });
  return regex;
}

/** The text as a pattern which matches just that text. */
export const quoteRegex = (text: string): string => RE2JS.quote(text);

function explain(pattern: string, error: unknown): string {
  if (/\(\?<?[=!]/.test(pattern)) {
    return "Lookahead and lookbehind ((?=…), (?!…), (?<=…), (?<!…)) are not supported: patterns run in linear time. Use two scorers, or negate.";
  }
  if (/\\[1-9]|\\k</.test(pattern)) {
    return "Backreferences (\\1, \\k<name>) are not supported: patterns run in linear time.";
  }
  if (/[*+?}]\+|\(\?>/.test(pattern)) {
    return "Possessive quantifiers and atomic groups are not needed and not supported: patterns run in linear time.";
  }
  const message = error instanceof Error ? error.message : "it cannot be read";
  return `The pattern is not valid: ${message.replace(/^error parsing regexp: /, "")}.`;
}
