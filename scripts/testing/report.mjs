/**
 * Runs checks one after the other, prints a line for each and the sum at the end.
 * @param {(() => Promise<{ title: string, passed: number, failed: number }>)[]} checks
 * @returns {Promise<number>} the exit code
 */
export async function report(checks) {
  const results = [];
  for (const check of checks) {
    const startedAt = performance.now();
    const result = await check();
    results.push({ ...result, seconds: (performance.now() - startedAt) / 1000 });
  }
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

const line = (passed, failed) => `${passed} passed, ${failed} failed`;
