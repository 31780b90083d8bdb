import { startLoad } from "./start-load.mjs";

const CONNECTIONS = 20;
const ROUNDS = 3;
const TIMES = 20;
const P99_MS = 5;
const VISIBLE_MS = 2_000;
const READS = 100_000;
const READ_US = 5;

/** What applications ask at every request, against a Next route that does nothing, in one process, turn by turn. */
export async function benchServing({ call, galley, project, apiKey, report }) {
  const note = { goal: "For the bench", change: "Nothing" };
  await call("POST", "prompts", { name: "serving", kind: "text" });
  for (const text of ["Sort {{ticket}}", "Sort {{ticket}} well"]) {
    await call("POST", "prompts/serving/versions", {
      messages: [{ role: "user", content: `${text}. ${"Say what each label means. ".repeat(40)}` }],
      model: { provider: "local", name: "baseline" },
      settings: {},
      commitMessage: text,
    });
  }
  const release = (version) =>
    call("POST", "releases", { prompt: "serving", version, environment: "staging", note });
  await release(1);
  const path = `/api/v1/projects/${project}/prompts/serving`;
  const served = `${path}/served?environment=staging&unit=user-42`;
  const authorization = `Bearer ${apiKey}`;
  const first = await fetch(galley.url + served, { headers: { authorization } });
  if (!first.ok) throw new Error(`served: ${first.status}`);
  const etag = first.headers.get("etag");

  const load = startLoad(Number(new URL(galley.url).port));
  const measure = (options) => load.measure({ connections: CONNECTIONS, ms: 2_000, ...options });
  // The catch-all of the API: a route handler of Next that reads nothing and answers 404.
  const empty = { path: "/api/v1/nothing", headers: {} };
  const full = { path: served, headers: { authorization } };
  const conditional = { path: served, headers: { authorization, "if-none-match": etag } };
  try {
    for (const warmUp of [empty, full]) await measure({ ...warmUp, ms: 500 });
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      const base = await measure(empty);
      rounds.push({ base, full: await measure(full), known: await measure(conditional) });
    }
    expectStatuses(rounds);
    rounds.sort((a, b) => ratioOf(a, "full") - ratioOf(b, "full"));
    const middle = rounds[Math.floor(ROUNDS / 2)];
    const perSecond = ({ perSecond: n }) => Math.round(n).toLocaleString("en-US");
    report({
      what: "prompt served over HTTP, warm",
      value: `${ratioOf(middle, "full").toFixed(1)} × an empty Next route`,
      detail: `${perSecond(middle.full)} a second against ${perSecond(middle.base)}, ${CONNECTIONS} connections, median of ${ROUNDS}: ${rounds.map((each) => ratioOf(each, "full").toFixed(1)).join(", ")}`,
      bar: `≥ ${TIMES} ×`,
      holds: ratioOf(middle, "full") >= TIMES,
    });
    const slowest = rounds.map(({ full: { p99 } }) => p99).sort((a, b) => a - b);
    const p99 = slowest[Math.floor(ROUNDS / 2)];
    report({
      what: "the same, 99 of 100 within",
      value: `${p99.toFixed(1)} ms`,
      detail: `half of them within ${middle.full.p50.toFixed(2)} ms; median of ${ROUNDS}: ${slowest.map((ms) => ms.toFixed(1)).join(", ")}`,
      bar: `≤ ${P99_MS} ms`,
      holds: p99 <= P99_MS,
    });
    report({
      what: "the same, 304 to a client that has it",
      value: `${ratioOf(middle, "known").toFixed(1)} × an empty Next route`,
    });
  } finally {
    load.stop();
  }
  await benchClient({ baseUrl: galley.url, apiKey, release, report });
}

/** What a request of an application pays for its prompt, and how long until a release reaches it. */
async function benchClient({ baseUrl, apiKey, release, report }) {
  const { Galley } = await import("../../sdk/dist/esm/index.js");
  const client = new Galley({ baseUrl, apiKey, environment: "staging" });
  try {
    const read = () => client.prompt("serving", { unit: "user-42" });
    const turns = [];
    for (let turn = 0; turn < ROUNDS + 1; turn++) {
      await read();
      const startedAt = performance.now();
      for (let index = 0; index < READS; index++) await read();
      turns.push(((performance.now() - startedAt) / READS) * 1_000);
    }
    // The first turn is the compiler's.
    const [us] = turns.slice(1).sort((a, b) => a - b);
    report({
      what: "prompt from the SDK, warm",
      value: `${us.toFixed(2)} µs`,
      bar: `≤ ${READ_US} µs`,
      holds: us <= READ_US,
    });
    const seen = new Promise((resolve) => client.on("change", () => resolve(performance.now())));
    const askedAt = performance.now();
    await release(2);
    const ms = (await seen) - askedAt;
    report({
      what: "release seen by a running SDK, from the request on",
      value: `${Math.round(ms)} ms`,
      bar: `≤ ${VISIBLE_MS} ms`,
      holds: ms <= VISIBLE_MS,
    });
  } finally {
    await client.close();
  }
}

const ratioOf = (round, which) => round[which].perSecond / round.base.perSecond;

function expectStatuses(rounds) {
  for (const round of rounds) {
    for (const [which, status] of [
      ["base", "404"],
      ["full", "200"],
      ["known", "304"],
    ]) {
      const others = Object.keys(round[which].byStatus).filter((each) => each !== status);
      if (others.length > 0)
        throw new Error(`${which} was answered ${others.join(", ")}, not ${status}`);
    }
  }
}
