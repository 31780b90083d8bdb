import type { JsonValue } from "@/lib/scorers/json-value";

const BEGINNING = "const verdict = ((expected, input) => {\n";

/**
 * Code of a scorer as promptfoo runs it, which knows neither what a case expects nor its input by those names, and
 * takes an object only with `pass`, `score` and `reason`.
 */
export function exportCode(
  code: string,
  { expected, threshold }: { expected: JsonValue | null; threshold: number | undefined },
): string {
  const isPlain = !/\b(?:expected|input|passed|pass|value)\b/.test(code);
  return isPlain ? code : `${BEGINNING}${code}\n${endOf(JSON.stringify(expected), threshold)}`;
}

const endOf = (expected: string, threshold: number | undefined) =>
  [
    `})(${expected}, context.vars);`,
    "if (typeof verdict !== 'object' || verdict === null) return verdict;",
    "const score = verdict.value ?? verdict.score ?? Number(verdict.passed ?? verdict.pass);",
    `const pass = verdict.passed ?? verdict.pass ?? score ${threshold === undefined ? "> 0" : `>= ${threshold}`};`,
    "return { pass, score, reason: String(verdict.reason ?? score) };",
  ].join("\n");

/** The code of a scorer inside what `exportCode` made of it; null for other code. */
export function exportedCode(source: string): string | null {
  if (!source.startsWith(BEGINNING)) return null;
  const end = source.lastIndexOf("\n})(");
  const [, expected = ""] = /^\n\}\)\((.*), context\.vars\);\n/.exec(source.slice(end)) ?? [];
  const [, bar] = /verdict\.pass \?\? score >= (.*);\n/.exec(source.slice(end)) ?? [];
  const threshold = bar === undefined ? undefined : Number(bar);
  const isOurs = source.slice(end + 1) === endOf(expected, threshold);
  return isOurs ? source.slice(BEGINNING.length, end) : null;
}
