import { bareLoop } from "./bare-loop.mjs";
import { importCases, timeRun } from "./galley-client.mjs";

const CASES = 1_000;
const STEPS = 5;
const CONCURRENCY = 20;
const ROUNDS = 3;
const BAR = 1.15;

/** A run of a chain of five model calls against a bare loop of the same calls, turn by turn. */
export async function benchChains({ call, modelPort, report }) {
  await importCases(call, "chain-thousand", CASES);
  await importCases(call, "chain-warm-up", 60);
  await call("POST", "chains", { name: "bench/chain" });
  const steps = Array.from({ length: STEPS }, (_, index) => ({
    key: `step_${index + 1}`,
    kind: "prompt",
    config: { prompt: "triage", version: 1 },
    input: { question: index === 0 ? "inputs.question" : `steps.step_${index}.output` },
  }));
  await call("POST", "chains/bench%2Fchain/versions", { steps, commitMessage: "Five calls" });
  const shared = {
    ...{ prompt: undefined, chain: "bench/chain", version: 1 },
    ...{ concurrency: CONCURRENCY, scorers: [{ kind: "label" }] },
  };
  const url = `http://127.0.0.1:${modelPort}/v1`;
  await timeRun(call, { ...shared, evalSet: "chain-warm-up" });
  const ratios = [];
  for (let round = 0; round < ROUNDS; round++) {
    const loop = { url, calls: CASES, concurrency: CONCURRENCY, inTurn: STEPS };
    const bare = await bareLoop(loop);
    const { run, ms } = await timeRun(call, { ...shared, evalSet: "chain-thousand" });
    if (run.progress.done !== CASES || run.counts.errored > 0) {
      throw new Error(`${run.progress.done} done, ${run.counts.errored} errors`);
    }
    ratios.push({ ratio: ms / bare, ms, bare });
  }
  ratios.sort((a, b) => a.ratio - b.ratio);
  const { ratio, ms, bare } = ratios[Math.floor(ROUNDS / 2)];
  report({
    what: `run of 1,000 cases × ${STEPS} steps of a chain, 50 ms model, 20 at once`,
    value: `${ratio.toFixed(2)} × the bare loop`,
    detail: `${Math.round(ms)} ms against ${Math.round(bare)} ms, median of ${ROUNDS}: ${ratios.map((each) => each.ratio.toFixed(2)).join(", ")}`,
    bar: `≤ ${BAR.toFixed(2)} ×`,
    holds: ratio <= BAR,
  });
}
