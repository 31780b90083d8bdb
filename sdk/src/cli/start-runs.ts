import type { Run } from "../../../lib/runs/contract";
import type { Api, StartedRun } from "./api";
import { type EvalOptions, wrong } from "./parse-arguments";
import { resolveVersion } from "./resolve-version";

export interface StartedRuns {
  version: number;
  runs: StartedRun[];
  baseline: { id: string } | null;
  notes: string[];
}

/** Starts what is to be awaited. `onOwn` hears at once of each run that this check began, and may cancel. */
export async function startRuns(
  api: Api,
  options: EvalOptions,
  onOwn: (runId: string) => void,
): Promise<StartedRuns> {
  const { prompt, set: evalSet } = options;
  const version = await resolveVersion(api, prompt, options.version);
  if (version === null) throw wrong(`Nothing of ${prompt} is live in ${options.version}.`);
  if (evalSet === undefined) return startMissing(api, options, version, onOwn);
  const start = async (of: number) => {
    const { split, model, repeats, concurrency, maxCostUsd } = options;
    const plan = { split, model, repeats, concurrency, maxCostUsd };
    const run = await api.startRun({ prompt, version: of, evalSet, ...plan });
    onOwn(run.id);
    return run;
  };
  const baseline = await resolveBaseline(api, options, version);
  const run = await start(version);
  const whole = { version, runs: [run], baseline: null, notes: [] };
  if (typeof baseline === "string") return { ...whole, notes: [baseline] };
  if (baseline === null) return whole;
  const stored = await findBaselineRun(api, options, baseline, await api.getRun(run.id));
  return { ...whole, baseline: stored ?? (await start(baseline)) };
}

/** The version to compare with, or a note why there is none. */
async function resolveBaseline(
  api: Api,
  { prompt, baseline }: EvalOptions,
  version: number,
): Promise<number | string | null> {
  if (baseline === undefined) return null;
  const number = await resolveVersion(api, prompt, baseline);
  if (number === null) return `Nothing is live in ${baseline} yet: nothing to compare.`;
  return number === version
    ? `Version ${version} is the baseline itself: nothing to compare.`
    : number;
}

/** A completed run of the baseline over the same cases, scored in the same way, need not be made again. */
async function findBaselineRun(
  api: Api,
  { prompt, model }: EvalOptions,
  version: number,
  run: Run,
): Promise<Run | null> {
  const { evalSet, split } = run;
  const { provider, name } = model ?? (await api.getVersion(prompt, version)).model;
  const query = { prompt, version, evalSet, split, status: "completed", limit: 20 };
  for (const listed of await api.listRuns(query)) {
    const isSame =
      listed.evalSetRevision === run.evalSetRevision &&
      listed.repeats === run.repeats &&
      listed.inconclusive === null &&
      listed.model?.provider === provider &&
      listed.model?.name === name;
    const stored = isSame ? await api.getRun(listed.id) : null;
    if (stored?.scorersHash === run.scorersHash) return stored;
  }
  return null;
}

async function startMissing(
  api: Api,
  { prompt, environment }: EvalOptions,
  version: number,
  onOwn: (runId: string) => void,
): Promise<StartedRuns> {
  const place = { version, environment };
  const { data, missing } = await api.listGates(prompt, place);
  if (data.length === 0) throw wrong(`${prompt} has no criteria, so name the eval set: --set.`);
  const underWay = missing.map((each) => each.underWay?.runId);
  const runs = missing.length > 0 ? await api.runMissing(prompt, place) : [];
  for (const { id } of runs) if (!underWay.includes(id)) onOwn(id);
  const notes = runs.length > 0 ? [] : ["Everything was measured already."];
  return { version, runs, baseline: null, notes };
}
