/** What the tree needs of a step; both the outline and the whole step have it. */
export interface TreeStep {
  id: string;
  parentId: string | null;
  kind: string;
  name: string;
  model: string | null;
  startedAt: string;
  endedAt: string;
  retries: number;
  error: string | null;
}

export interface StepRow<Step extends TreeStep = TreeStep> {
  step: Step;
  depth: number;
  /** From the trace's start. */
  startMs: number;
  durationMs: number;
  /** 1, 2, … where the same call was tried more than once; null for a call that was made once. */
  attempt: number | null;
  /** This attempt failed and was followed by another, so many milliseconds later. */
  waitMs: number | null;
}

/**
 * The steps of a trace in the order in which a person reads them: parents before children, children by
 * start. A step whose parent never came, or whose parents run in a circle, stands at the top.
 */
export function buildStepTree<Step extends TreeStep>(
  steps: readonly Step[],
  traceStartedAt: string,
): StepRow<Step>[] {
  const ids = new Set(steps.map(({ id }) => id));
  const children = new Map<string | null, Step[]>();
  for (const step of steps) {
    const parent = step.parentId !== null && ids.has(step.parentId) ? step.parentId : null;
    const group = children.get(parent);
    if (group) group.push(step);
    else children.set(parent, [step]);
  }
  for (const group of children.values()) group.sort(byStart);

  const origin = Date.parse(traceStartedAt);
  const rows: StepRow<Step>[] = [];
  const done = new Set<string>();
  // A stack, not recursion: a chain of thousands of parents must not overflow.
  const walk = (roots: readonly Step[]) => {
    const stack = placed(roots, 0).reverse();
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { step, depth } = next;
      if (done.has(step.id)) continue;
      done.add(step.id);
      const startMs = Date.parse(step.startedAt) - origin;
      const durationMs = Math.max(0, Date.parse(step.endedAt) - Date.parse(step.startedAt));
      rows.push({ ...next, startMs, durationMs });
      stack.push(...placed(children.get(step.id) ?? [], depth + 1).reverse());
    }
  };
  walk(children.get(null) ?? []);
  const circular = steps.filter(({ id }) => !done.has(id)).sort(byStart);
  for (const step of circular) if (!done.has(step.id)) walk([step]);
  return rows;
}

function byStart(a: TreeStep, b: TreeStep): number {
  return (
    Date.parse(a.startedAt) - Date.parse(b.startedAt) ||
    Date.parse(b.endedAt) - Date.parse(a.endedAt) ||
    (a.id < b.id ? -1 : 1)
  );
}

type Placed<Step extends TreeStep> = Omit<StepRow<Step>, "startMs" | "durationMs">;

/** Siblings with their attempts: the same call again, begun after one that ended in an error. */
function placed<Step extends TreeStep>(siblings: readonly Step[], depth: number): Placed<Step>[] {
  const rows = siblings.map((step): Placed<Step> => ({ step, depth, attempt: null, waitMs: null }));
  const last = new Map<string, Placed<Step>>();
  for (const row of rows) {
    const call = `${row.step.kind}\n${row.step.name}\n${row.step.model ?? ""}`;
    const before = last.get(call);
    last.set(call, row);
    if (!before?.step.error) continue;
    const waitMs = Date.parse(row.step.startedAt) - Date.parse(before.step.endedAt);
    if (waitMs < 0) continue;
    before.attempt ??= 1;
    before.waitMs = waitMs;
    row.attempt = before.attempt + 1;
  }
  return rows;
}

/** A short word for why an attempt failed: the status when the error names one, else its beginning. */
export function errorWord(error: string): string {
  const status = error.match(/(?<!\d)(?:4\d\d|5\d\d)(?!\d)/)?.[0];
  if (status) return status;
  const [first = ""] = error.trim().split(/[\n:.]/);
  return first.length > 28 ? `${first.slice(0, 27)}…` : first || "error";
}
