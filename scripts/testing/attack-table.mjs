import { specsIn } from "./specs-in.mjs";

/** @typedef {{ who: string, request: string, outcome: string }} Attack */

/**
 * The attacks in the JSON report of vitest.
 * @returns {(Attack & { passed: boolean })[]}
 */
export function attacksOfVitest(report) {
  return (report?.testResults ?? [])
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ meta }) => meta?.attack)
    .map(({ meta, status }) => ({ ...meta.attack, passed: status === "passed" }));
}

/**
 * The attacks in the JSON report of Playwright, which stand there as annotations of the type `attack`.
 * @returns {(Attack & { passed: boolean })[]}
 */
export function attacksOfPlaywright(report) {
  return specsIn(report?.suites ?? []).flatMap(({ ok, tests }) =>
    tests
      .flatMap(({ annotations }) => annotations)
      .filter(({ type }) => type === "attack")
      .map(({ description }) => ({ ...JSON.parse(description), passed: ok })),
  );
}

/** Prints who tried what and what came of it. */
export function printAttacks(attacks) {
  if (attacks.length === 0) return;
  const width = (key, most) => Math.min(most, Math.max(...attacks.map((row) => row[key].length)));
  const who = width("who", 24);
  const request = width("request", 76);
  console.log(`\n  Attacks (${attacks.length})`);
  for (const row of attacks) {
    const mark = row.passed ? "✓" : "✗";
    console.log(`  ${mark} ${row.who.padEnd(who)}  ${row.request.padEnd(request)}  ${row.outcome}`);
  }
}
