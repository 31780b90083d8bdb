import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import { patternSize } from "./pattern-size";

function compiledSize(pattern: string): number {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern)).programSize();
  } catch {
    // RE2 itself refuses repeats inside repeats that come to more than 1,000.
    return 0;
  }
}

test.each([
  "abc",
  "x{1000}",
  "(.{0,999})",
  "(x{30}){30}",
  "((a{9}){9}){9}",
  "\\p{L}{20}",
  "[\\]{9}]{40}",
  "\\x{41}{50}",
  "(?i:ab{3,}|c+?){7}",
  "(?<word>a{5}){5}",
  "\\Q{9}\\E{3}",
  "a{,9}",
  "[[:alpha:]\\d]{3,7}",
  "^(?:[a-z]{2,20}\\.){3}$",
])("%s is estimated above what it compiles to, and not far above", (pattern) => {
  const size = compiledSize(pattern);
  expect(size).toBeGreaterThan(0);
  expect(patternSize(pattern)).toBeGreaterThanOrEqual(size);
  expect(patternSize(pattern)).toBeLessThanOrEqual(size * 3 + 45);
});

const part = fc.constantFrom("a", ".", "\\d", "[^x]", "\\.", "b?", "c*", "d+?", "^", "$", "é");
const repeat = fc
  .tuple(fc.nat(12), fc.nat(12))
  .map(([a, b]) => `{${Math.min(a, b)},${Math.max(a, b)}}`);
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    part,
    fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => a + b),
    fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie("pattern"), repeat).map(([a, times]) => `(?:${a})${times}`),
  ),
}));

test("no pattern compiles to more than its estimate", () => {
  fc.assert(fc.property(pattern, (text) => patternSize(text) >= compiledSize(text)));
});

test("a pattern that is not valid has a size too", () => {
  for (const text of ["(((", "[a", "a\\", "{9}", ")))", "\\Q", "x{999999999}"]) {
    expect(patternSize(text)).toBeGreaterThan(0);
  }
});
