import type { WeekChange, WeekStep } from "./contract";
import { caseAction, caseWords, changeStep, groupStep, reviewWords } from "./learning-steps";
import type { WeekNumbers } from "./numbers-contract";
import { monitorStep, optionStep, shipStep } from "./shipping-steps";
import { counted, type Progress } from "./step-progress";
import { DEFAULT_TARGETS, STEP_TITLES, TARGETED, WEEK_STEPS, type WeekStepName } from "./week-step";

type Person = { id: string | null; name: string };

export interface WeekFacts {
  numbers: WeekNumbers;
  change: WeekChange | null;
  /** Traces to review each week, as the queue's settings say. */
  reviewTarget: number;
  decided: Readonly<Record<WeekStepName, { owner: Person | null; target: number | null }>>;
}

/** The seven steps of a week in words and numbers. Pure: the same numbers always say the same. */
export function describeSteps(facts: WeekFacts): WeekStep[] {
  const all = WEEK_STEPS.map((key) => ({ key, ...DESCRIBE[key](facts, targetOf(facts, key)) }));
  const current = all.find(({ isDone }) => !isDone)?.key;
  return all.map(({ key, isDone, isUnderWay, ...progress }) => ({
    key,
    title: STEP_TITLES[key],
    ...progress,
    owner: facts.decided[key].owner,
    state: isDone ? "done" : isUnderWay ? "under_way" : "open",
    isCurrent: key === current,
    hasOwnTarget: TARGETED.includes(key),
  }));
}

function targetOf({ decided, reviewTarget, numbers }: WeekFacts, key: WeekStepName): number {
  if (key === "review") return reviewTarget;
  if (key === "group") return numbers.categories.failures;
  return decided[key].target ?? DEFAULT_TARGETS[key] ?? 1;
}

const DESCRIBE: Record<WeekStepName, (facts: WeekFacts, target: number) => Progress> = {
  review: ({ numbers: { review } }, target) => ({
    ...counted(review.reviewed, target, "traces"),
    what: reviewWords(review),
    action: {
      label: review.reviewed === 0 ? "Review" : "Review more",
      path: "traces/review",
    },
  }),
  group: ({ numbers: { categories } }) => groupStep(categories),
  cases: ({ numbers: { cases, categories } }, target) => ({
    ...counted(cases.made, target, "cases"),
    what: caseWords(cases),
    action: caseAction(categories, cases.made),
  }),
  change: ({ change, numbers }) => changeStep(change, numbers),
  options: ({ numbers: { options }, change }, target) => optionStep(options, change, target),
  ship: ({ numbers, change }, target) => shipStep(numbers, change, target),
  monitor: ({ numbers }, target) => monitorStep(numbers, target),
};
