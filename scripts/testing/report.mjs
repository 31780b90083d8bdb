import { printAttacks } from "./attack-table.mjs";

/** As many as there are cores on the smallest machine that is meant to run them. */
const AT_ONCE = 2;

/**
 * Runs checks group after group, those of a group two at a time, prints the attacks that were played, the tests that
 * failed, a line for each check and the sum at the end.
 * @param {(() => Promise<{ title: string, passed: number, failed: number, attacks?: object[],
 *   failures?: import("./failures.mjs").Failure[], flaky?: import("./failures.mjs").Failure[] }>)[][]} groups
 * @returns {Promise<number>} the exit code
 */
export async function report(groups) {
  const results = [];
  for (const checks of groups) {
    const rest = checks.values();
    const work = async () => {
      for (const check of rest) {
        const startedAt = performance.now();
        const result = await check();
        results.push({ ...result, seconds: (performance.now() - startedAt) / 1000 });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
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
