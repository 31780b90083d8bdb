import { spawn } from "node:child_process";
import { projectApi } from "../project-api.mjs";
import { inRoot } from "../root.mjs";

/** A command of `npm run admin`, against the stack that runs; gives its JSON. */
export async function admin(env, ...args) {
  const child = spawn(process.execPath, [inRoot("dist/admin.js"), ...args], {
    env: { ...env, GALLEY_ROLE: "admin", GALLEY_LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  for await (const chunk of child.stdout) output += chunk;
  return JSON.parse(output);
}

/** A project with what the benches need: a key, a prompt and a connection to each way of answering. */
export async function prepareProject({ url, env, modelPort }) {
  const project = "bench";
  await admin(env, "create-project", "--slug", project, "--name", "Bench");
  const key = ["--project", project, "--name", "bench", "--scopes", "all"];
  const { apiKey } = await admin(env, "create-api-key", ...key);
  const call = projectApi({ url, project, apiKey });
  for (const [name, path] of [
    ["steady", "v1"],
    ["refusing", "refusing/v1"],
  ]) {
    const baseUrl = `http://127.0.0.1:${modelPort}/${path}`;
    await call("POST", "connections", { name, kind: "openai-compatible", baseUrl });
  }
  await call("POST", "prompts", { name: "triage", kind: "chat" });
  await call("POST", "prompts/triage/versions", {
    messages: [
      { role: "system", content: "Answer with one label: refund, delivery, account." },
      { role: "user", content: "{{question}}" },
    ],
    model: { provider: "steady", name: "bench" },
    settings: {},
    commitMessage: "First version",
  });
  return { project, apiKey, call };
}

const topics = [
  ["I want my money back for order", "refund"],
  ["Where is the parcel of order", "delivery"],
  ["I cannot sign in since order", "account"],
];

const topicOf = (index) => topics[index % topics.length];
const questionOf = (index) => `${topicOf(index)[0]} ${10_000 + index}; please look at it`;

/** A CSV of so many cases, no two alike. */
export function makeCsv(rows) {
  const lines = Array.from(
    { length: rows },
    (_, index) => `${questionOf(index)},${topicOf(index)[1]},routine`,
  );
  return `input.question,expected,kind\n${lines.join("\n")}\n`;
}

export async function importCases(call, name, rows) {
  await call("POST", "eval-sets", { name });
  const startedAt = performance.now();
  const report = await call("POST", `eval-sets/${name}/imports`, makeCsv(rows), "text/csv");
  if (report.imported !== rows) throw new Error(`Imported ${report.imported} of ${rows} rows.`);
  return (performance.now() - startedAt) / 1000;
}

/** A CSV with an output of another tool for each of so many cases, which it names by their inputs. */
export function makeOutputs(rows) {
  const lines = Array.from(
    { length: rows },
    (_, index) => `${questionOf(index)},${topicOf(index)[1]},${index % 900}`,
  );
  return `input.question,output,latencyMs\n${lines.join("\n")}\n`;
}

export async function importOutputs(call, evalSet, rows) {
  const path = `runs/imports?prompt=triage&version=1&evalSet=${evalSet}`;
  const report = await call("POST", path, makeOutputs(rows), "text/csv");
  if (report.matched !== rows) throw new Error(`${report.matched} of ${rows} outputs matched.`);
  return report;
}

/** Starts a run and waits for its end; milliseconds from the request to the end that Galley noted. */
export async function timeRun(call, body, { everyMs = 100, onTick = () => {} } = {}) {
  const askedAt = Date.now();
  const { id } = await call("POST", "runs", { prompt: "triage", version: 1, ...body });
  while (true) {
    await new Promise((resolve) => setTimeout(resolve, everyMs));
    const run = await call("GET", `runs/${id}`);
    onTick(run);
    if (run.status === "queued" || run.status === "running") continue;
    if (run.status !== "completed") throw new Error(`${run.status}: ${run.statusReason}`);
    return { run, ms: Date.parse(run.endedAt) - askedAt };
  }
}
