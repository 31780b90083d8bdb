import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { compute } from "@/lib/compute/compute";
import { cached } from "@/lib/db/cached";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { loadPairGroups } from "@/lib/runs/compare/load-pair-groups";
import { hasEnded, type RunRow } from "@/lib/runs/find-run";
import { whyWithheld } from "@/lib/runs/holdout/why-withheld";
import type { RunSummary } from "@/lib/runs/summary-contract";
import type { ComparableCell } from "./compare-cells";
import type { CellComparison } from "./contract";

/** By run. */
type Summaries = ReadonlyMap<string, RunSummary>;

/** Pairs are sorted and counted a few times over. */
const STEPS_PER_CASE = 500;

/**
 * The cells that have ended against the baseline, by run. The database counts the pairs, so that a page of ten
 * thousand cases and nine cells reads a few rows; what does not change any more is worked out once.
 */
export async function loadComparisons(
  actor: Actor,
  cells: readonly RunRow[],
  baseline: RunRow,
  { margin, summaries }: { margin: number; summaries: Summaries },
): Promise<Map<string, CellComparison>> {
  const visible = visibleCases(actor);
  const isTold = (run: RunRow) => hasEnded(run) && whyWithheld(visible, run) === null;
  const others = cells.filter((cell) => cell.id !== baseline.id && isTold(cell));
  if (others.length === 0 || !isTold(baseline)) return new Map();
  const isPublic = !visible.shows(baseline);
  const stamps = [baseline, ...others].map(stampOf);
  const work = () => compare(others, baseline, { margin, isPublic, summaries });
  const comparisons = stamps.includes(null)
    ? await work()
    : await cached(["comparisons of cells", ...stamps, margin, isPublic], work);
  return new Map(
    others.flatMap(({ id }, index) => {
      const comparison = comparisons[index];
      return comparison ? [[id, comparison] as const] : [];
    }),
  );
}

/** The answers of a cell stay as they are once it is counted, until its errors are called again for. */
const stampOf = (run: RunRow): string | null =>
  run.counted && run.endedAt ? `${run.id} ${run.endedAt.toISOString()}` : null;

async function compare(
  others: readonly RunRow[],
  baseline: RunRow,
  { summaries, ...options }: { margin: number; isPublic: boolean; summaries: Summaries },
): Promise<CellComparison[]> {
  const groups = await loadPairGroups(
    others.map(({ id }) => id),
    baseline.id,
  );
  /** Cases with a verdict. */
  const answeredOf = ({ id }: RunRow) => {
    const { passed = 0, failed = 0 } = summaries.get(id)?.cases ?? {};
    return passed + failed;
  };
  const cells = others.map(
    (run): ComparableCell => ({
      groups: groups.get(run.id) ?? [],
      answered: { candidate: answeredOf(run), baseline: answeredOf(baseline) },
    }),
  );
  const pairs = cells.flatMap(({ groups }) => groups).reduce((sum, { cases }) => sum + cases, 0);
  return compute(
    "compareCells",
    { cells, ...options },
    {
      projectId: baseline.projectId,
      steps: pairs * STEPS_PER_CASE,
    },
  );
}
