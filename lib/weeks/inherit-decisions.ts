import type { StepDecision, StepDecisions } from "./contract";
import { WEEK_STEPS, type WeekStepName } from "./week-step";

export interface WeekDecisions {
  leadId: string | null;
  steps: StepDecisions;
}

/**
 * What holds in a week: of its own decisions, then of the week before and so on, the first that says
 * something, for each owner and each target by itself. `rows` are newest first.
 */
export function inheritDecisions(rows: readonly WeekDecisions[]): {
  leadId: string | null;
  steps: Record<WeekStepName, { ownerId: string | null; target: number | null }>;
} {
  const first = <T>(key: WeekStepName, read: (step: StepDecision) => T | undefined) => {
    for (const { steps } of rows) {
      const value = steps[key] && read(steps[key]);
      if (value !== undefined) return value;
    }
    return null;
  };
  const decided = (key: WeekStepName) => ({
    ownerId: first(key, ({ ownerId }) => ownerId),
    target: first(key, ({ target }) => target),
  });
  return {
    leadId: rows.find(({ leadId }) => leadId !== null)?.leadId ?? null,
    steps: Object.fromEntries(WEEK_STEPS.map((key) => [key, decided(key)])) as Record<
      WeekStepName,
      ReturnType<typeof decided>
    >,
  };
}
