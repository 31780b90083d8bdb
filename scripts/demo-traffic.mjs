// npm run demo:traffic: an application's traffic for the demo project, during a rollout of its own
// (`-- --bad`: the candidate does harm and is rolled back). Galley has to run: npm start.
import "./start/check-node.mjs";
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { withParts } from "./bundle-parts.mjs";
import { projectApi } from "./project-api.mjs";
import { inRoot } from "./root.mjs";
import { addressOf, parseFlags } from "./start/flags.mjs";
import { failWith, UserError } from "./user-error.mjs";

const PROJECT = "northwind-support";
const usage = `Usage: npm run demo:traffic -- [--bad] [--port 3000] [--data-dir .galley]

  --bad   the application hands 35 % of the candidate's tickets to a person: a guardrail rolls it back`;

function parseOptions() {
  try {
    return parseArgs({
      options: {
        bad: { type: "boolean", default: false },
        port: { type: "string" },
        host: { type: "string" },
        "data-dir": { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${error.message.split(". ")[0]}.\n${usage}`);
  }
}

async function main() {
  const { bad, help, ...options } = parseOptions();
  if (help) return console.log(usage);
  const flags = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const { host, port } = parseFlags(flags, process.env);
  const baseUrl = addressOf(host, port);
  await requireRunning(baseUrl);
  const apiKey = await createKey(options["data-dir"]);
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopping.abort());
  const call = projectApi({ url: baseUrl, project: PROJECT, apiKey });
  const { signal } = stopping;
  await withParts(["demo/drive-traffic.ts"], ({ "drive-traffic": traffic }) =>
    traffic.driveTraffic({ baseUrl, apiKey, project: PROJECT, call, isBad: bad, signal }),
  );
}

async function requireRunning(baseUrl) {
  const health = await fetch(`${baseUrl}/api/v1/health`).catch(() => null);
  if (health?.ok) return;
  throw new UserError(
    `Galley does not run at ${baseUrl}. Start it with npm start, or name its --port.`,
  );
}

/** For an hour, as Priya: whoever starts a rollout is a person. */
async function createKey(dataDir) {
  const args = [
    ...["create-api-key", "--project", PROJECT, "--name", "demo traffic", "--scopes", "all"],
    ...["--as", "priya@northwind.example"],
    ...["--expires", new Date(Date.now() + 3_600_000).toISOString()],
    ...(dataDir ? ["--data-dir", dataDir] : []),
  ];
  const child = spawn(process.execPath, [inRoot("scripts", "admin.mjs"), ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new UserError("The demo project is not there: start Galley with --demo.");
  return JSON.parse(output).apiKey;
}

main().then(() => process.exit(), failWith);
