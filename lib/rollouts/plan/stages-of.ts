import type { PlannedStage, RolloutPlan } from "./plan-contract";

/** The plan's stages with the last one, everybody, which ends the rollout and may be left out of a plan. */
export function stagesOf({ stages }: Pick<RolloutPlan, "stages">): PlannedStage[] {
  const everybody = { percent: 100, minMinutes: 0, minSamples: 0, requiresApproval: false };
  return stages.at(-1)?.percent === 100 ? stages : [...stages, everybody];
}
