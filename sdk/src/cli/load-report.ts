import type { Run } from "../../../lib/runs/contract";
import type { Result } from "../../../lib/runs/results/result-contract";
import type { Gate } from "../../../lib/specs/gates/gate-contract";
import type { Api } from "./api";
import type { EvalOptions } from "./parse-arguments";
import type { Report, ReportedRun } from "./report";
import type { StartedRuns } from "./start-runs";
import { decideVerdict } from "./verdict";

/** Reads what ended runs say, and decides. `urlOf` gives the address of a run's page. */
export async function loadReport(
  api: Api,
  options: EvalOptions,
  started: StartedRuns,
  runs: readonly Run[],
  urlOf: (run: Run) => string,
): Promise<Report> {
  const { prompt, environment, set, split, model, margin, minPassRate, junit } = options;
  const { version, baseline, notes } = started;
  const { data } = await api.listGates(prompt, { version, environment });
  // What a named set says is not for gates of other sets to decide, which may wait for runs of their own; and gates
  // are about the version with its own model.
  const isHere = (gate: Gate) =>
    set === undefined || (gate.evalSet === set && gate.split === split && !model);
  const gates = data.filter(isHere);
  const [run] = runs;
  const comparison = baseline && run ? await api.compareRuns(run.id, baseline.id, margin) : null;
  if (comparison && split === "holdout") {
    comparison.newlyFailing = [];
    comparison.newlyPassing = [];
    comparison.stillFailing = [];
  }
  const reported = await Promise.all(
    runs.map(async (each): Promise<ReportedRun> => {
      const results = await loadResults(api, each, { isWhole: junit !== undefined });
      return { run: each, url: urlOf(each), results };
    }),
  );
  return {
    prompt,
    version,
    decision: decideVerdict({ runs, gates, comparison, minPassRate }),
    runs: reported,
    comparison,
    gates,
    notes: [...notes, ...noteOthers(data.length - gates.length)],
  };
}

const noteOthers = (count: number): string[] =>
  count === 0 ? [] : [`Gates of other cases or models did not decide: ${count}.`];

const PAGE = 500;
const FIRST_FAILURES = 10;

/** Of a holdout none, whatever the key may see: logs and artifacts of CI are read by those who write prompts. */
async function loadResults(
  api: Api,
  { id, split }: Run,
  { isWhole }: { isWhole: boolean },
): Promise<Result[]> {
  if (split === "holdout") return [];
  if (!isWhole) {
    const outcomes = await Promise.all(
      ["failed", "errored"].map((outcome) =>
        api.listResults(id, { outcome, limit: FIRST_FAILURES }),
      ),
    );
    return outcomes.flatMap(({ data }) => data);
  }
  const results: Result[] = [];
  let cursor: string | null = null;
  do {
    const page = await api.listResults(id, { limit: PAGE, cursor: cursor ?? undefined });
    results.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return results;
}
