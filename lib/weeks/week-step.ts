/** The seven steps of a week, in their order. */
export const WEEK_STEPS = [
  "review",
  "group",
  "cases",
  "change",
  "options",
  "ship",
  "monitor",
] as const;

export type WeekStepName = (typeof WEEK_STEPS)[number];

export const STEP_TITLES: Record<WeekStepName, string> = {
  review: "Review traces and feedback",
  group: "Group failures into 3 to 5 categories",
  cases: "Turn representative ones into cases",
  change: "Choose one behaviour change",
  options: "Test options",
  ship: "Ship the smallest safe change",
  monitor: "Monitor",
};

/** Until somebody sets another one. The target of `review` is the queue's; `group` has as many as failures. */
export const DEFAULT_TARGETS: Record<WeekStepName, number | null> = {
  review: null,
  group: null,
  cases: 10,
  change: 1,
  options: 3,
  ship: 1,
  monitor: 24,
};

/** Where people may set a target of their own. */
export const TARGETED: readonly WeekStepName[] = ["review", "cases", "options", "ship", "monitor"];
