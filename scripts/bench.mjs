// npm run bench: what the product promises about speed and size, as ratios within one run.
import "./start/check-node.mjs";
import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import { inRoot } from "./root.mjs";
import { failWith } from "./user-error.mjs";

const usage = `Usage: npm run bench [-- --only runs,chains,memory,serving,traces,storm,pages] [--rows 20000] [--traces 1000000] [--spans 200000] [--minutes 30]

  --only    some parts: runs and chains (against a bare loop of fetches), memory (with import, export and comparison of
            large runs, and how long they keep others waiting), serving (against an empty route and bare
            node:http), traces (against bare INSERTs, and the dashboard), pages;
            and when it is named: promptfoo (its cases a second, where PROMPTFOO names its command), storm
            (clients that send parts of traces while every process is killed), overload (more readers than
            can be answered), soak (the web process's memory over many minutes)
  --rows    cases of the large run (default 20000)
  --traces  traces under the dashboard (default 1000000), against a hundredth of them
  --spans   spans of the storm (default 200000)
  --minutes of the soak (default 30)`;

async function main() {
  const { values } = parseArgs({
    options: {
      only: { type: "string", default: "runs,chains,memory,serving,traces,pages" },
      rows: { type: "string", default: "20000" },
      traces: { type: "string", default: "1000000" },
      spans: { type: "string", default: "200000" },
      minutes: { type: "string", default: "30" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return console.log(usage);
  const parts = new Set(values.only.split(","));
  const { installOnly } = await import("./start/prepare.mjs");
  const { createSteps } = await import("./start/steps.mjs");
  await installOnly({ steps: createSteps((line) => console.log(line)) });
  const { startForTests } = await import("./testing/start-for-tests.mjs");
  const { prepareProject, timeRun, importCases } = await import("./bench/galley-client.mjs");

  const { noteBlocks } = await import("./bench/longest-blocks.mjs");

  const model = await startModelServer(50);
  const galley = await startForTests({
    extraEnv: { GALLEY_LOG_LEVEL: "warn", ...(parts.has("memory") ? noteBlocks : {}) },
    // Only a database that flushes what it commits can promise to lose nothing of it.
    ...(parts.has("storm") ? { settings: [] } : {}),
  }).catch((error) => {
    model.kill();
    throw error;
  });
  const failures = [];
  const report = ({ what, value, detail, bar, holds = null }) => {
    const mark = holds === null ? " " : holds ? "✓" : "✗";
    const limit = bar ? `  (${bar})` : "";
    console.log(`${mark} ${what.padEnd(62)} ${value}${limit}`);
    if (detail) console.log(`    ${detail}`);
    if (holds === false) failures.push(what);
  };
  try {
    const prepared = await prepareProject({ ...galley, modelPort: model.port });
    const context = { ...prepared, galley, modelPort: model.port, report };
    console.log("");
    if (parts.has("runs")) {
      const { benchRuns } = await import("./bench/bench-runs.mjs");
      await benchRuns(context);
    }
    if (parts.has("chains")) {
      const { benchChains } = await import("./bench/bench-chains.mjs");
      await benchChains(context);
    }
    if (parts.has("promptfoo")) {
      const { benchPromptfoo } = await import("./bench/bench-promptfoo.mjs");
      await benchPromptfoo({ ...context, startModelServer });
    }
    if (parts.has("memory")) {
      const { benchMemory } = await import("./bench/bench-memory.mjs");
      await benchMemory({ ...context, rows: Number(values.rows) });
    }
    if (parts.has("serving")) {
      const { benchServing } = await import("./bench/bench-serving.mjs");
      await benchServing(context);
    }
    if (parts.has("traces")) {
      const { benchTraces } = await import("./bench/bench-traces.mjs");
      await benchTraces({ ...context, traces: Number(values.traces) });
    }
    if (parts.has("storm")) {
      const { stormTraces, killsOf } = await import("./bench/storm-traces.mjs");
      await stormTraces({ ...context, kills: killsOf(galley), spans: Number(values.spans) });
    }
    if (parts.has("overload")) {
      const { benchOverload } = await import("./bench/bench-overload.mjs");
      await benchOverload(context);
    }
    if (parts.has("soak")) {
      const { benchSoak } = await import("./bench/bench-soak.mjs");
      await benchSoak({ ...context, minutes: Number(values.minutes) });
    }
    if (parts.has("pages")) {
      const { benchPages } = await import("./bench/bench-pages.mjs");
      if (!parts.has("runs")) await importCases(prepared.call, "thousand", 200);
      const model = { provider: "local", name: "baseline" };
      const { run } = await timeRun(prepared.call, { evalSet: "thousand", model });
      await benchPages({ ...context, runNumber: run.number });
    }
  } finally {
    await galley.stop();
    model.kill();
  }
  if (failures.length > 0) {
    console.log(`\n${failures.length} beyond their bar: ${failures.join("; ")}`);
    process.exitCode = 1;
  }
}

function startModelServer(delayMs) {
  const child = fork(inRoot("scripts/bench/model-server.mjs"), [String(delayMs)]);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("message", ({ port }) => resolve({ port, kill: () => child.kill() }));
  });
}

main().catch(failWith);
