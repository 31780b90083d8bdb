import { importCases, timeRun } from "./galley-client.mjs";
import { makeTrace } from "./make-traces.mjs";
import { residentMb } from "./resident-mb.mjs";
import { signIn } from "./sign-in.mjs";
import { startLoad } from "./start-load.mjs";

const BAR_MB = 500;
/** In the second half; below it, half an hour more would not reach the bar. */
const FLAT_MB_A_MINUTE = 2;
const SAMPLE_MS = 2_000;
const TURN_MS = 2_000;
const CONNECTIONS = 4;
/** At most 200 requests a second: what one API key may send. */
const EVERY_MS = 20;

/** Pages, reads of the API and traces for many minutes: the web process's memory must stay where it is. */
export async function benchSoak({ call, galley, project, apiKey, report, minutes }) {
  const turns = await prepareTurns({ call, galley, project, apiKey });
  const load = startLoad(Number(new URL(galley.url).port));
  const { pid } = galley.identities().web;
  const startedAt = performance.now();
  const elapsedMinutes = () => (performance.now() - startedAt) / 60_000;
  const samples = [];
  const timer = setInterval(() => {
    const megabytes = residentMb(pid);
    if (megabytes !== null) samples.push({ minutes: elapsedMinutes(), megabytes });
  }, SAMPLE_MS);
  const atStart = residentMb(pid);
  const statuses = {};
  try {
    for (let turn = 0; elapsedMinutes() < minutes; turn += 1) {
      const { byStatus } = await load.measure({
        ...turns[turn % turns.length],
        connections: CONNECTIONS,
        everyMs: EVERY_MS,
        ms: TURN_MS,
      });
      for (const [status, { n }] of Object.entries(byStatus))
        statuses[status] = (statuses[status] ?? 0) + n;
    }
  } finally {
    clearInterval(timer);
    load.stop();
  }
  const most = Math.max(...samples.map(({ megabytes }) => megabytes));
  const slope = slopeOf(samples.filter((sample) => sample.minutes > minutes / 2));
  const every = Math.max(1, Math.floor(samples.length / 20));
  const answers = Object.entries(statuses).map(([status, n]) => `${n} × ${status}`);
  report({
    what: `web's memory over ${minutes} minutes of use`,
    value: `${Math.round(most)} MB at most, ${slope.toFixed(1)} MB a minute in the second half`,
    detail: `${answers.join(", ")}; MB over time: ${[
      atStart,
      ...samples.filter((_, at) => at % every === 0).map(({ megabytes }) => megabytes),
    ]
      .map(Math.round)
      .join(", ")}`,
    bar: `under ${BAR_MB} MB, at most ${FLAT_MB_A_MINUTE} MB a minute`,
    // Started again or refused, it would hold its memory by not doing its work.
    holds:
      most < BAR_MB &&
      slope <= FLAT_MB_A_MINUTE &&
      galley.identities().web.pid === pid &&
      Object.keys(statuses).every((status) => Number(status) < 300),
  });
}

/** What people, scripts and applications ask for, one kind after the other. */
async function prepareTurns({ call, galley, project, apiKey }) {
  await importCases(call, "soak", 200);
  const model = { provider: "local", name: "baseline" };
  const { run } = await timeRun(call, { evalSet: "soak", model });
  const traces = Array.from({ length: 20 }, (_, index) => makeTrace(index));
  await call("POST", "traces", { traces });
  const headers = { authorization: `Bearer ${apiKey}` };
  const api = `/api/v1/projects/${project}`;
  const paths = ["prompts", "prompts/triage", "runs", `runs/${run.id}/results`, "traces"];
  const reads = paths.map((path) => ({ path: `${api}/${path}`, headers }));
  const cookie = await signIn(galley, project);
  const pages = ["prompts", "prompts/triage", "runs", `runs/${run.number}`, "traces", "metrics"];
  return [
    ...reads,
    {
      path: `${api}/traces`,
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ traces }),
    },
    { path: "/sign-in", headers: {} },
    ...pages.map((page) => ({ path: `/${project}/${page}`, headers: { cookie } })),
  ];
}

/** MB a minute, by least squares. */
function slopeOf(samples) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(samples.map(({ minutes }) => minutes));
  const y = mean(samples.map(({ megabytes }) => megabytes));
  const covariance = mean(samples.map((each) => (each.minutes - x) * (each.megabytes - y)));
  return covariance / mean(samples.map(({ minutes }) => (minutes - x) ** 2));
}
