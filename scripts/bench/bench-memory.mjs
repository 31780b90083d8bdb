import { importCases, timeRun } from "./galley-client.mjs";
import { residentMb } from "./resident-mb.mjs";

const BAR_MB = 400;

/** A large run on the model without a network: the worker's memory while it goes, from /proc. */
export async function benchMemory({ call, galley, rows, report }) {
  const seconds = await importCases(call, "large", rows);
  report({
    what: `import of ${rows.toLocaleString("en-US")} CSV rows`,
    value: `${seconds.toFixed(1)} s`,
    bar: "seconds",
    holds: seconds < 30,
  });
  const samples = [];
  const { run, ms } = await timeRun(
    call,
    {
      evalSet: "large",
      concurrency: 8,
      model: { provider: "local", name: "baseline" },
      scorers: [{ kind: "label" }],
    },
    {
      everyMs: 250,
      onTick: ({ progress }) => {
        const megabytes = residentMb(galley.identities().worker.pid);
        if (megabytes !== null) samples.push({ share: progress.done / progress.total, megabytes });
      },
    },
  );
  const between = (from, to) =>
    samples.filter(({ share }) => share >= from && share <= to).map((each) => each.megabytes);
  const [early, late] = [Math.max(...between(0.1, 0.4)), Math.max(...between(0.7, 1))];
  const most = Math.max(...samples.map((each) => each.megabytes));
  report({
    what: `worker's memory over ${rows.toLocaleString("en-US")} cases`,
    value: `${Math.round(most)} MB at most`,
    detail: `${Math.round(early)} MB in the first part, ${Math.round(late)} MB in the last; ${Math.round((run.progress.done / ms) * 1000)} cases a second`,
    bar: `under ${BAR_MB} MB, flat`,
    holds: most < BAR_MB && late < early * 1.4,
  });
}
