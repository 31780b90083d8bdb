import { fork } from "node:child_process";
import { inRoot } from "../root.mjs";
import { benchClient } from "./bench-client.mjs";
import { cpuMs } from "./cpu-ms.mjs";
import { startLoad } from "./start-load.mjs";

const CONNECTIONS = 20;
const ROUNDS = 5;
const TIMES = 40;
const OF_BARE = 0.9;
const P99_MS = 5;
const UNITS = 1_000;
const PLAIN = "serving";
const ROLLING = "serving-rollout";
const STATUS = {
  ...{ empty: "404", bare: "200", full: "200", rolling: "200" },
  ...{ shared: "200", known: "304" },
};

/**
 * What applications ask at every request, turn by turn with a Next route that does nothing, in the same process, and
 * with a bare node:http server that sends the same bytes, in one of its own.
 */
export async function benchServing({ call, galley, project, apiKey, report }) {
  const release = await prepare(call);
  const authorization = `Bearer ${apiKey}`;
  const served = (prompt, unit) =>
    `/api/v1/projects/${project}/prompts/${prompt}/served?environment=staging&unit=${unit}`;
  const first = await fetch(galley.url + served(PLAIN, "user-42"), { headers: { authorization } });
  if (!first.ok) throw new Error(`served: ${first.status}`);
  const bareServer = await startBareServer(first);
  const load = startLoad();
  const port = Number(new URL(galley.url).port);
  const units = Array.from({ length: UNITS }, (_, index) => `user-${index}`);
  const headers = { authorization };
  const kinds = {
    // The catch-all of the API: a route handler of Next that reads nothing and answers 404.
    empty: { port, path: "/api/v1/nothing", headers: {} },
    bare: { port: bareServer.port, path: served(PLAIN, "user-42"), headers },
    full: { port, path: served(PLAIN, "user-42"), headers },
    rolling: { port, paths: units.map((unit) => served(ROLLING, unit)), headers },
    // What is not plain goes over to node:http, as the connections of clients do that send other requests too.
    shared: { port, path: served(PLAIN, "user-42"), headers: { ...headers, te: "trailers" } },
    known: {
      port,
      path: served(PLAIN, "user-42"),
      headers: { ...headers, "if-none-match": first.headers.get("etag") },
    },
  };
  try {
    const pidOf = (kind) => (kind === "bare" ? bareServer.pid : galley.identities().web.pid);
    const measure = async (kind, ms) => {
      const before = cpuMs(pidOf(kind));
      const measured = await load.measure({ connections: CONNECTIONS, ms, ...kinds[kind] });
      expectStatus(kind, measured);
      const requests = (measured.perSecond * ms) / 1_000;
      return { ...measured, cpuUs: (1_000 * (cpuMs(pidOf(kind)) - before)) / requests };
    };
    for (const kind of Object.keys(kinds)) await measure(kind, 500);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const measured = {};
      for (const kind of Object.keys(kinds)) measured[kind] = await measure(kind, 2_000);
      rounds.push(measured);
    }
    reportRounds(rounds, report);
  } finally {
    load.stop();
    bareServer.kill();
  }
  await benchClient({
    ...{ baseUrl: galley.url, apiKey, plain: PLAIN, rolling: ROLLING, report },
    release: () => release({ prompt: PLAIN, version: 2 }),
  });
}

/** One prompt that is live, and one with a rollout to half of the units and some that are pinned. */
async function prepare(call) {
  const note = { goal: "For the bench", change: "Nothing" };
  const release = (what) => call("POST", "releases", { environment: "staging", note, ...what });
  for (const prompt of [PLAIN, ROLLING]) {
    await call("POST", "prompts", { name: prompt, kind: "text" });
    for (const text of ["Sort {{ticket}}", "Sort {{ticket}} well"]) {
      const content = `${text}. ${"Say what each label means. ".repeat(40)}`;
      await call("POST", `prompts/${prompt}/versions`, {
        messages: [{ role: "user", content }],
        model: { provider: "local", name: "baseline" },
        settings: {},
        commitMessage: text,
      });
    }
    await release({ prompt, version: 1 });
  }
  const rollout = { stages: [{ percent: 50, minMinutes: 1_440 }], guardrails: [] };
  await release({ prompt: ROLLING, version: 2, rollout });
  await call("POST", "environments/staging/pins", {
    units: Array.from({ length: 100 }, (_, index) => `user-${index * 10}`),
    ...{ arm: "stable", reason: "For the bench" },
  });
  return release;
}

async function startBareServer(answer) {
  // A session of its own, as the web process has: Linux shares a busy machine out among sessions.
  const child = fork(inRoot("scripts/bench/bare-server.mjs"), [], { detached: true });
  const volatile = ["connection", "keep-alive", "date", "transfer-encoding"];
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !volatile.includes(name)),
  );
  const body = await answer.text();
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("message", ({ port }) =>
      resolve({ port, pid: child.pid, kill: () => child.kill() }),
    );
    child.send({ headers: { ...headers, "content-length": Buffer.byteLength(body) }, body });
  });
}

function reportRounds(rounds, report) {
  const ratios = (kind, base) => rounds.map((one) => one[kind].perSecond / one[base].perSecond);
  const perSecond = (kind) =>
    Math.round(median(rounds.map((one) => one[kind].perSecond))).toLocaleString("en-US");
  const cpu = (kind) => median(rounds.map((one) => one[kind].cpuUs)).toFixed(0);
  const inWords = (values, format) =>
    `${CONNECTIONS} connections, median of ${ROUNDS}: ${values.map(format).join(", ")}`;
  const times = (value) => value.toFixed(1);
  const percent = (value) => `${(100 * value).toFixed(0)} %`;
  const against = (kind, base) =>
    `${perSecond(kind)} a second against ${perSecond(base)}, ${cpu(kind)} µs of CPU each against ${cpu(base)}`;
  const full = ratios("full", "empty");
  report({
    what: "prompt served over HTTP, warm",
    value: `${times(median(full))} × an empty Next route`,
    detail: `${against("full", "empty")}; ${inWords(full, times)}`,
    bar: `≥ ${TIMES} ×`,
    holds: median(full) >= TIMES,
  });
  for (const [kind, what] of [
    ["full", "the same against bare node:http with the same bytes"],
    ["rolling", "the same while a rollout assigns units, some pinned"],
  ]) {
    const ofBare = ratios(kind, "bare");
    report({
      what,
      value: percent(median(ofBare)),
      detail: `${against(kind, "bare")}; ${inWords(ofBare, percent)}`,
      bar: `≥ ${percent(OF_BARE)}`,
      holds: median(ofBare) >= OF_BARE,
    });
  }
  const shared = ratios("shared", "bare");
  report({
    what: "the same on connections that carry other requests too",
    value: percent(median(shared)),
    detail: `${against("shared", "bare")}; ${inWords(shared, percent)}`,
  });
  for (const [kind, what] of [
    ["full", "a prompt served, 99 of 100 within"],
    ["rolling", "the same during a rollout"],
  ]) {
    const p99 = rounds.map((one) => one[kind].p99);
    const p50 = median(rounds.map((one) => one[kind].p50));
    const ofBare = median(rounds.map((one) => one.bare.p99));
    report({
      what,
      value: `${median(p99).toFixed(1)} ms`,
      detail: `half of them within ${p50.toFixed(2)} ms, bare node:http ${times(ofBare)} ms; ${inWords(p99, times)}`,
      bar: `≤ ${P99_MS} ms`,
      holds: median(p99) <= P99_MS,
    });
  }
  report({
    what: "304 to a client that has it",
    value: `${times(median(ratios("known", "empty")))} × an empty Next route`,
  });
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function expectStatus(kind, { byStatus }) {
  const others = Object.keys(byStatus).filter((status) => status !== STATUS[kind]);
  if (others.length > 0) {
    throw new Error(`${kind} was answered ${others.join(", ")}, not ${STATUS[kind]}`);
  }
}
