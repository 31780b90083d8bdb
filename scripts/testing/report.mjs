import { printAttacks } from "./attack-table.mjs";

/**
 * Runs checks one after the other, or `atOnce` of them at a time, prints the attacks that were played, the tests that failed, a line for
 * each check and the sum at the end.
 * @param {(() => Promise<{ title: string, passed: number, failed: number, attacks?: object[],
 *   failures?: import("./failures.mjs").Failure[], flaky?: import("./failures.mjs").Failure[] }>)[]} checks
 * @param {{ atOnce?: number }} options
 * @returns {Promise<number>} the exit code
 */
export async function report(checks, { atOnce = 1 } = {}) {
  const results = [];
  const rest = checks.entries();
  const work = async () => {
    for (const [index, check] of rest) {
      const startedAt = performance.now();
      const result = await check();
      results[index] = { ...result, seconds: (performance.now() - startedAt) / 1000 };
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  printAttacks(results.flatMap(({ attacks = [] }) => attacks));
  printTests(
    "Failed",
    results.flatMap(({ failures = [] }) => failures),
  );
  printTests(
    "Passed on a second try",
    results.flatMap(({ flaky = [] }) => flaky),
  );
  console.log("");
  for (const { title, passed, failed, seconds } of results) {
    console.log(
      `  ${failed > 0 ? "✗" : "✓"} ${title.padEnd(16)} ${line(passed, failed)} (${seconds.toFixed(1)} s)`,
    );
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${line(sum("passed"), sum("failed"))}`);
  return sum("failed") > 0 ? 1 : 0;
}

function printTests(title, tests) {
  if (tests.length === 0) return;
  console.log(`\n  ${title} (${tests.length})`);
  for (const { test, message } of tests) console.log(`  ${test}\n      ${message}`);
}

const line = (passed, failed) => `${passed} passed, ${failed} failed`;
