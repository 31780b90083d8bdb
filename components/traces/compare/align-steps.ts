import { diffArrays } from "diff";
import type { StepRow, TreeStep } from "@/components/traces/trace/step-tree";

export interface StepPair<Step extends TreeStep> {
  a: StepRow<Step> | null;
  b: StepRow<Step> | null;
}

/** Longer differences are shown one after the other rather than searched for a best match. */
const MOST_EDITS = 2_000;

/**
 * Lays the steps of two traces side by side: the same step of the tree on one line. Where names differ, as
 * they do when the model was changed, steps of one kind in the same place stand for each other.
 */
export function alignSteps<Step extends TreeStep>(
  a: readonly StepRow<Step>[],
  b: readonly StepRow<Step>[],
): StepPair<Step>[] {
  const changes = diffArrays(a.map(nameOf), b.map(nameOf), { maxEditLength: MOST_EDITS });
  if (!changes) return [...pairByKind([...a], [...b])];
  const pairs: StepPair<Step>[] = [];
  let [atA, atB] = [0, 0];
  let gap: { a: StepRow<Step>[]; b: StepRow<Step>[] } = { a: [], b: [] };
  const closeGap = () => {
    pairs.push(...pairByKind(gap.a, gap.b));
    gap = { a: [], b: [] };
  };
  for (const { added, removed, count } of changes) {
    if (removed) gap.a.push(...a.slice(atA, atA + count));
    else if (added) gap.b.push(...b.slice(atB, atB + count));
    else {
      closeGap();
      for (let index = 0; index < count; index += 1)
        pairs.push({ a: a[atA + index] ?? null, b: b[atB + index] ?? null });
    }
    if (!added) atA += count;
    if (!removed) atB += count;
  }
  closeGap();
  return pairs;
}

const nameOf = ({ step, depth }: StepRow): string => `${depth} ${step.kind} ${step.name}`;

/** In order: a step of `a` stands beside the next one of its kind in `b`. */
function pairByKind<Step extends TreeStep>(
  a: readonly StepRow<Step>[],
  b: readonly StepRow<Step>[],
): StepPair<Step>[] {
  const pairs: StepPair<Step>[] = [];
  let atB = 0;
  for (const row of a) {
    const match = b.findIndex((one, index) => index >= atB && one.step.kind === row.step.kind);
    if (match < 0) {
      pairs.push({ a: row, b: null });
      continue;
    }
    for (; atB < match; atB += 1) pairs.push({ a: null, b: b[atB] ?? null });
    pairs.push({ a: row, b: b[match] ?? null });
    atB = match + 1;
  }
  for (; atB < b.length; atB += 1) pairs.push({ a: null, b: b[atB] ?? null });
  return pairs;
}
