export const STEP_TABS = ["content", "settings", "attributes", "raw"] as const;
export type StepTab = (typeof STEP_TABS)[number];
