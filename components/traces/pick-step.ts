import type { StepRow, TreeStep } from "./step-tree";

/** What one wants to see first: the call that answered, else what went wrong, else the first step. */
export function pickStep<Row extends StepRow<TreeStep>>(rows: readonly Row[]): Row | undefined {
  const calls = rows.filter(({ step }) => step.kind === "llm");
  return (
    calls.findLast(({ step }) => !step.error) ??
    rows.findLast(({ step }) => step.error) ??
    calls.at(-1) ??
    rows[0]
  );
}
