import { bareLoop } from "./bare-loop.mjs";
import { importCases, timeRun } from "./galley-client.mjs";

const CASES = 1_000;
const CONCURRENCY = 20;
const ROUNDS = 3;
const BAR = 1.08;

/** A run against the bare loop on the same server, turn by turn, so that a busy moment hits both. */
export async function benchRuns({ call, modelPort, report }) {
  await importCases(call, "thousand", CASES);
  await importCases(call, "warm-up", 60);
  const scorers = [{ kind: "label" }];
  const shared = { concurrency: CONCURRENCY, scorers };
  for (const [provider, path, bar] of [
    ["steady", "v1", BAR],
    ["refusing", "refusing/v1", null],
  ]) {
    const url = `http://127.0.0.1:${modelPort}/${path}`;
    const model = { provider, name: "bench" };
    await timeRun(call, { evalSet: "warm-up", model, ...shared });
    await bareLoop({ url, calls: 60, concurrency: CONCURRENCY });
    const ratios = [];
    let retries = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await bareLoop({ url, calls: CASES, concurrency: CONCURRENCY });
      const { run, ms } = await timeRun(call, { evalSet: "thousand", model, ...shared });
      if (run.progress.done !== CASES || run.counts.errored > 0) {
        throw new Error(`${run.progress.done} done, ${run.counts.errored} errors`);
      }
      retries = run.retries;
      ratios.push({ ratio: ms / bare, ms, bare });
    }
    ratios.sort((a, b) => a.ratio - b.ratio);
    const { ratio, ms, bare } = ratios[Math.floor(ROUNDS / 2)];
    const what =
      provider === "steady"
        ? "run of 1,000 cases, 50 ms model, 20 at once"
        : `the same, every tenth answer a 429 (${retries} retries)`;
    report({
      what,
      value: `${ratio.toFixed(2)} × the bare loop`,
      detail: `${Math.round(ms)} ms against ${Math.round(bare)} ms, median of ${ROUNDS}: ${ratios.map((each) => each.ratio.toFixed(2)).join(", ")}`,
      bar: bar === null ? null : `≤ ${bar.toFixed(2)} ×`,
      holds: bar === null ? null : ratio <= bar,
    });
  }
}
