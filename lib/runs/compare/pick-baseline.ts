import type { RunListItem, RunStatus } from "@/lib/runs/contract";

type Candidate = Pick<
  RunListItem,
  "number" | "version" | "evalSet" | "split" | "status" | "passRate"
>;
type Subject = Pick<Candidate, "number" | "version" | "evalSet" | "split">;

const ENDED: readonly RunStatus[] = ["completed", "cancelled", "failed"];

/**
 * What a run is compared with unless somebody says otherwise: the newest run of the version before it on
 * the same eval set and split. A draft comes after every version. Null when there is none.
 */
export function pickBaseline<Run extends Candidate>(
  run: Subject,
  runsOfPrompt: readonly Run[],
): Run | null {
  const earlier = measured(run, runsOfPrompt).filter(({ version }) => isBefore(version, run));
  return earlier.sort(byVersionThenNewest)[0] ?? null;
}

/** One more column for the matrix: the next version before the two that are compared. */
export function pickOthers<Run extends Candidate>(
  run: Subject,
  baseline: Subject | null,
  runsOfPrompt: readonly Run[],
  most = 1,
): Run[] {
  const versions = new Set([run.version, baseline?.version ?? run.version]);
  const others = measured(run, runsOfPrompt)
    .filter(({ version }) => version !== null && !versions.has(version))
    .sort(byVersionThenNewest);
  const newestOfEach = others.filter(
    (one, index) => others.findIndex(({ version }) => version === one.version) === index,
  );
  const before = newestOfEach.filter(({ version }) => isBefore(version, run));
  return (before.length > 0 ? before : newestOfEach).slice(0, most);
}

function measured<Run extends Candidate>(run: Subject, runs: readonly Run[]): Run[] {
  return runs.filter(
    (one) =>
      one.number !== run.number &&
      one.evalSet === run.evalSet &&
      one.split === run.split &&
      one.passRate !== null &&
      ENDED.includes(one.status),
  );
}

const isBefore = (version: number | null, run: Subject) =>
  version !== null && (run.version === null || version < run.version);

/** A run that came to its end says more than one that was cut. */
function byVersionThenNewest(a: Candidate, b: Candidate): number {
  const whole = (one: Candidate) => (one.status === "completed" ? 1 : 0);
  return (b.version ?? 0) - (a.version ?? 0) || whole(b) - whole(a) || b.number - a.number;
}
