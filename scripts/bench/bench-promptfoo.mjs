import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importCases, makeCsv, timeRun } from "./galley-client.mjs";

const CASES = 1_000;
const CONCURRENCY = 20;
const MODEL_MS = 2;
const ROUNDS = 3;
const BAR = 5;
const PROMPT = [
  { role: "system", content: "Answer with one label: refund, delivery, account." },
  { role: "user", content: "{{question}}" },
];

/**
 * Cases a second of a model that answers at once, against promptfoo's, turn by turn over the same cases and the
 * same server. PROMPTFOO names promptfoo's command; its start is not counted.
 */
export async function benchPromptfoo({ call, startModelServer, report }) {
  const command = process.env.PROMPTFOO;
  if (!command)
    return console.log("  not compared with promptfoo: PROMPTFOO does not name its command");
  const model = await startModelServer(MODEL_MS);
  const folder = mkdtempSync(join(tmpdir(), "galley-promptfoo-"));
  try {
    const baseUrl = `http://127.0.0.1:${model.port}/v1`;
    await call("POST", "connections", { name: "quick", kind: "openai-compatible", baseUrl });
    await importCases(call, "quick", CASES);
    const ours = { evalSet: "quick", concurrency: CONCURRENCY, scorers: [{ kind: "label" }] };
    const run = () => timeRun(call, { ...ours, model: { provider: "quick", name: "bench" } });
    const theirs = (cases) => timePromptfoo(command, folder, { cases, baseUrl });
    await run();
    const ratios = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { ms } = await run();
      const theirMs = ((await theirs(CASES)) - (await theirs(1))) * (CASES / (CASES - 1));
      ratios.push({ ratio: theirMs / ms, ms, theirMs });
    }
    ratios.sort((a, b) => a.ratio - b.ratio);
    const { ratio, ms, theirMs } = ratios[Math.floor(ROUNDS / 2)];
    const rate = (time) => Math.round((CASES / time) * 1_000);
    report({
      what: `run of 1,000 cases, ${MODEL_MS} ms model, ${CONCURRENCY} at once`,
      value: `${ratio.toFixed(1)} × promptfoo's cases a second`,
      detail: `${rate(ms)} against ${rate(theirMs)} a second, median of ${ROUNDS}: ${ratios.map((each) => each.ratio.toFixed(1)).join(", ")}`,
      bar: `≥ ${BAR} ×`,
      holds: ratio >= BAR,
    });
  } finally {
    model.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timePromptfoo(command, folder, { cases, baseUrl }) {
  const [, ...lines] = makeCsv(cases).trim().split("\n");
  const tests = lines.map((line) => {
    const [question, value] = line.split(",");
    return { vars: { question }, assert: [{ type: "icontains", value }] };
  });
  const provider = { id: "openai:chat:bench", config: { apiBaseUrl: baseUrl, apiKey: "none" } };
  const prompt = join(folder, "prompt.json");
  const config = join(folder, "promptfooconfig.json");
  writeFileSync(prompt, JSON.stringify(PROMPT));
  writeFileSync(
    config,
    JSON.stringify({ prompts: [`file://${prompt}`], providers: [provider], tests }),
  );
  const flags = ["--no-cache", "--no-write", "--no-table", "--no-progress-bar"];
  const child = spawn(command, ["eval", "-c", config, "-j", String(CONCURRENCY), ...flags], {
    env: {
      ...process.env,
      PROMPTFOO_CONFIG_DIR: join(folder, "home"),
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_DISABLE_UPDATE: "1",
    },
    stdio: "ignore",
  });
  const startedAt = performance.now();
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject).once("exit", resolve);
  });
  // 100: some tests have failed, as they have to.
  if (code !== 0 && code !== 100) throw new Error(`promptfoo ended with ${code}.`);
  return performance.now() - startedAt;
}
