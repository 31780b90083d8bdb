import type { Run } from "../../../lib/runs/contract";
import { Galley, GalleyError } from "../index";
import { Api } from "./api";
import { awaitRun } from "./await-run";
import { loadReport } from "./load-report";
import type { EvalOptions } from "./parse-arguments";
import { createProgress } from "./progress";
import type { Surroundings } from "./run-cli";
import { startRuns } from "./start-runs";
import { EXIT_CODES } from "./verdict";
import { writeReport } from "./write-report";

/** @returns the exit code */
export async function runEval(options: EvalOptions, io: Surroundings): Promise<number> {
  const galley = connect(options);
  const startedRuns = new Set<string>();
  const end = new AbortController();
  const stop = (error: GalleyError) => {
    end.abort(error);
    // Ends the waits between attempts too.
    void galley.close({ timeoutMs: 0 });
  };
  const timer = setTimeout(
    () => stop(new GalleyError("timeout", "The runs did not end in time. See --timeout.")),
    options.timeoutMs,
  );
  io.onInterrupt(() => stop(new GalleyError("closed", "Interrupted.")));
  try {
    return await check(new Api(galley), options, { io, startedRuns, signal: end.signal });
  } catch (error) {
    if (!options["leave-running"]) await cancelRuns(options, startedRuns, io);
    throw end.signal.aborted ? end.signal.reason : error;
  } finally {
    clearTimeout(timer);
    await galley.close({ timeoutMs: 0 });
  }
}

/** A check may wait out a restart of Galley, or the minute that a rate limit asks for. */
const connect = ({ apiKey, url, project }: EvalOptions) =>
  new Galley({
    ...{ apiKey, baseUrl: url, project, stream: false, pollMs: 0 },
    ...{ timeoutMs: 60_000, budgetMs: 180_000, retries: 6 },
  });

interface Work {
  io: Surroundings;
  /** Runs under way that this check began. */
  startedRuns: Set<string>;
  signal: AbortSignal;
}

async function check(
  api: Api,
  options: EvalOptions,
  { io, startedRuns, signal }: Work,
): Promise<number> {
  const project = options.project ?? (await api.getProject());
  const base = options.url.replace(/\/+(?:api\/v1.*)?$/, "");
  const urlOf = ({ number }: { number: number }) => `${base}/${project}/runs/${number}`;
  const started = await startRuns(api, options, (id) => startedRuns.add(id));
  if (!options.wait) {
    startedRuns.clear();
    const runs = started.runs.map(({ id, number }) => ({ id, number, url: urlOf({ number }) }));
    const text = runs.map(({ url }) => `${url}\n`).join("");
    io.stdout.write(options.json ? `${JSON.stringify({ runs })}\n` : text);
    return 0;
  }
  const progress = createProgress(io.stderr);
  const awaitOne = async ({ id }: { id: string }): Promise<Run> => {
    const run = await awaitRun(api, id, { progress, signal });
    startedRuns.delete(id);
    return run;
  };
  try {
    const runs: Run[] = [];
    for (const run of started.runs) runs.push(await awaitOne(run));
    if (started.baseline) await awaitOne(started.baseline);
    const report = await loadReport(api, options, started, runs, urlOf);
    progress.end();
    await writeReport(report, options, io);
    return EXIT_CODES[report.decision.verdict];
  } finally {
    progress.end();
  }
}

async function cancelRuns(
  options: EvalOptions,
  startedRuns: ReadonlySet<string>,
  { stderr }: Surroundings,
): Promise<void> {
  const galley = connect(options);
  const api = new Api(galley);
  for (const id of startedRuns) {
    await api.cancelRun(id).then(
      () => stderr.write("The run is cancelled.\n"),
      (error: Error) => stderr.write(`The run was not cancelled: ${error.message}\n`),
    );
  }
  await galley.close({ timeoutMs: 0 });
}
