import { importCases, importOutputs, timeRun } from "./galley-client.mjs";
import { longestBlocks } from "./longest-blocks.mjs";
import { residentMb } from "./resident-mb.mjs";
import { signIn } from "./sign-in.mjs";

const BAR_MB = 400;
const BLOCK_MS = 50;
const OUTPUTS_MB = 60;
/** A large export against one of a fifth of its rows. */
const SLOWEST_ROW = 2;

/**
 * Two large runs on the model without a network, and what people do with them: the memory of the worker and of
 * the web process while it goes, and for how long anything keeps the web process from everybody else.
 */
export async function benchMemory(context) {
  const { call, galley, rows, report } = context;
  const { project } = context;
  const count = rows.toLocaleString("en-US");
  const blocks = longestBlocks(galley);
  const web = watchMemory(() => galley.identities().web.pid);
  const inTurn = async (what, work) => {
    const { result, ms, blockMs } = await blocks.during(work);
    report({
      what,
      value: `${(ms / 1_000).toFixed(1)} s, ${Math.round(blockMs)} ms at a time`,
      detail: `web process ${Math.round(residentMb(galley.identities().web.pid))} MB`,
      bar: `≤ ${BLOCK_MS} ms at a time`,
      holds: blockMs <= BLOCK_MS,
    });
    return { result, ms };
  };
  try {
    const { result: seconds } = await inTurn(`import of ${count} CSV rows`, () =>
      importCases(call, "large", rows),
    );
    report({
      what: "the same",
      value: `${seconds.toFixed(1)} s`,
      bar: "seconds",
      holds: seconds < 30,
    });
    await importCases(call, "fifth", rows / 5);
    const fifth = await runOn(call, "fifth");
    const run = await benchRun({ call, galley, report, count });
    const cookie = await signIn(galley, project);
    const read = (path) => readAll(`${galley.url}${path}`, { headers: { cookie } });
    const of = (number) => `/api/v1/projects/${project}/runs/${number}`;
    // Next loads a page's code when it is asked for the first time.
    for (const path of [`runs/${fifth.number}`, "eval-sets/fifth"])
      await read(`/${project}/${path}`);
    await inTurn("page of its results", () => read(`/${project}/runs/${run.number}`));
    await inTurn("page of its set", () => read(`/${project}/eval-sets/large`));
    await inTurn("a page of results by the API", () => read(`${of(run.number)}/results?limit=50`));
    await inTurn("its failures, filtered", () => read(`${of(run.number)}/results?outcome=failed`));
    for (const format of ["csv", "jsonl"]) {
      const small = await inTurn(
        `export of ${(rows / 5).toLocaleString("en-US")} results, ${format}`,
        () => read(`${of(fifth.number)}/exports?format=${format}`),
      );
      const large = await inTurn(`export of ${count} results, ${format}`, () =>
        read(`${of(run.number)}/exports?format=${format}`),
      );
      const ratio = large.ms / rows / (small.ms / (rows / 5));
      report({
        what: `time for a row of ${count}, ${format}`,
        value: `${ratio.toFixed(2)} × that of a fifth of them`,
        bar: `≤ ${SLOWEST_ROW.toFixed(2)} ×`,
        holds: ratio <= SLOWEST_ROW,
      });
    }
    await inTurn(`export of ${count} cases`, () =>
      read(`/api/v1/projects/${project}/eval-sets/large/exports?format=csv`),
    );
    const other = await runOn(call, "large");
    await inTurn(`first comparison of two runs of ${count}`, () =>
      read(`${of(other.number)}/comparison?baseline=${run.number}`),
    );
    await inTurn("page of the second run", () =>
      read(`/${project}/runs/${other.number}?baseline=${run.number}`),
    );
    await benchOutputs({ ...context, inTurn, count });
  } finally {
    const most = web.stop();
    report({
      what: `web process's memory with ${count} cases`,
      value: `${Math.round(most)} MB at most`,
      bar: `under ${BAR_MB} MB`,
      holds: most < BAR_MB,
    });
  }
}

/** Outputs of another tool become a run: what the web process needs for that beside what it has. */
async function benchOutputs({ call, galley, rows, report, inTurn, count }) {
  const pid = galley.identities().web.pid;
  const before = residentMb(pid);
  const memory = watchMemory(() => pid);
  const { result } = await inTurn(`import of ${count} recorded outputs`, () =>
    importOutputs(call, "large", rows),
  );
  const more = memory.stop() - before;
  report({
    what: "memory that it adds to the web process",
    value: `${Math.round(more)} MB`,
    bar: `under ${OUTPUTS_MB} MB`,
    holds: more < OUTPUTS_MB,
  });
  await call("POST", `runs/${result.id}/cancellation`);
}

const runOn = async (call, evalSet, options) => {
  const { run } = await timeRun(call, bodyOf(evalSet), { everyMs: 250, ...options });
  return run;
};

const bodyOf = (evalSet) => ({
  evalSet,
  concurrency: 8,
  model: { provider: "local", name: "baseline" },
  scorers: [{ kind: "label" }],
});

async function benchRun({ call, galley, report, count }) {
  const samples = [];
  const startedAt = performance.now();
  const run = await runOn(call, "large", {
    onTick: ({ progress }) => {
      const megabytes = residentMb(galley.identities().worker.pid);
      if (megabytes !== null) samples.push({ share: progress.done / progress.total, megabytes });
    },
  });
  const ms = performance.now() - startedAt;
  const between = (from, to) =>
    samples.filter(({ share }) => share >= from && share <= to).map((each) => each.megabytes);
  const [early, late] = [Math.max(...between(0.1, 0.4)), Math.max(...between(0.7, 1))];
  const most = Math.max(...samples.map((each) => each.megabytes));
  report({
    what: `worker's memory over ${count} cases`,
    value: `${Math.round(most)} MB at most`,
    detail: `${Math.round(early)} MB in the first part, ${Math.round(late)} MB in the last; ${Math.round((run.progress.done / ms) * 1000)} cases a second`,
    bar: `under ${BAR_MB} MB, flat`,
    holds: most < BAR_MB && late < early * 1.4,
  });
  return run;
}

/** The most memory of a process from now on. */
function watchMemory(pidOf) {
  let most = 0;
  const look = () => {
    most = Math.max(most, residentMb(pidOf()) ?? 0);
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      return most;
    },
  };
}

async function readAll(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  let bytes = 0;
  for await (const chunk of response.body) bytes += chunk.length;
  return bytes;
}
