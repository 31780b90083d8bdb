import { fork } from "node:child_process";
import { inRoot } from "../root.mjs";
import { residentMb } from "./resident-mb.mjs";

const BAR_MB = 500;
const SAMPLE_MS = 5_000;
const TURN_MS = 2_000;

/** Readers of pages and of the API for many minutes: the web process's memory must stay where it is. */
export async function benchSoak({ galley, project, apiKey, report, minutes }) {
  const port = Number(new URL(galley.url).port);
  const headers = { authorization: `Bearer ${apiKey}` };
  const api = `/api/v1/projects/${project}`;
  const turns = [
    { path: `${api}/prompts`, headers },
    { path: `${api}/prompts/triage`, headers },
    { path: `${api}/runs`, headers },
    { path: `${api}/eval-sets`, headers },
    { path: `${api}/traces`, headers },
    { path: "/sign-in", headers: {} },
    { path: `/${project}/prompts`, headers: {} },
  ];
  const load = fork(inRoot("scripts/bench/load.mjs"));
  const measure = (asked) =>
    new Promise((resolve, reject) => {
      load.once("message", resolve).once("error", reject);
      load.send({ port, connections: 4, ms: TURN_MS, ...asked });
    });
  const startedAt = performance.now();
  const elapsedMinutes = () => (performance.now() - startedAt) / 60_000;
  const samples = [];
  const timer = setInterval(() => {
    const megabytes = residentMb(galley.identities().web.pid);
    if (megabytes !== null) samples.push({ minutes: elapsedMinutes(), megabytes });
  }, SAMPLE_MS);
  let requests = 0;
  try {
    for (let turn = 0; elapsedMinutes() < minutes; turn += 1) {
      const { perSecond } = await measure(turns[turn % turns.length]);
      requests += (perSecond * TURN_MS) / 1_000;
    }
  } finally {
    clearInterval(timer);
    load.kill();
  }
  const late = samples.filter((sample) => sample.minutes > minutes / 2);
  const most = Math.max(...samples.map(({ megabytes }) => megabytes));
  const slope = slopeOf(late);
  const every = Math.max(1, Math.floor(samples.length / 10));
  report({
    what: `web's memory over ${minutes} minutes of reading`,
    value: `${Math.round(most)} MB at most`,
    detail: `${Math.round(requests).toLocaleString("en-US")} requests; ${slope.toFixed(1)} MB a minute in the second half; ${samples
      .filter((_, at) => at % every === 0)
      .map((sample) => Math.round(sample.megabytes))
      .join(", ")}`,
    bar: `under ${BAR_MB} MB, flat`,
    holds: most < BAR_MB && slope < BAR_MB / 100,
  });
}

/** MB a minute, by least squares. */
function slopeOf(samples) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(samples.map(({ minutes }) => minutes));
  const y = mean(samples.map(({ megabytes }) => megabytes));
  const covariance = mean(samples.map((each) => (each.minutes - x) * (each.megabytes - y)));
  return covariance / mean(samples.map(({ minutes }) => (minutes - x) ** 2));
}
