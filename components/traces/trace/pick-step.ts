import type { StepRow, TreeStep } from "./step-tree";

/** What one wants to see first: the call that answered, else what went wrong, else the first step. */
export function pickStep<Row extends StepRow<TreeStep>>(rows: readonly Row[]): Row | undefined {
  const calls = rows.filter(({ step }) => step.kind === "llm");
  const ended = ({ startMs, durationMs }: Row) => startMs + durationMs;
  const latest = (some: readonly Row[]) =>
    some.reduce<Row | undefined>(
      (last, row) => (last === undefined || ended(row) >= ended(last) ? row : last),
      undefined,
    );
  return (
    latest(calls.filter(({ step }) => !step.error)) ??
    latest(rows.filter(({ step }) => step.error)) ??
    rows[0]
  );
}
