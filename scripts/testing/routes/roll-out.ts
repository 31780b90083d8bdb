import { createEnvironment } from "@/lib/projects/create-environment";
import type { TestProject } from "@/lib/projects/test-project";
import type { CreateRelease } from "@/lib/releases/contract";
import { releaseVersion } from "@/lib/releases/release-version";
import { pauseRollout } from "@/lib/rollouts/change-rollout";
import { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";

/** So many stages that everybody who tries may advance it. */
export const ROLLOUT_PLAN = RolloutPlan.parse({
  stages: Array.from({ length: 12 }, (_, index) => ({ percent: index + 1, minMinutes: 60 })),
  guardrails: [{ metric: "error_rate", comparator: "<=", threshold: 0.05 }],
});

interface RollOut {
  environment: string;
  releaseOf: (version: number) => Omit<CreateRelease, "environment" | "rollout">;
  reason: string;
}

/** A rollout of v2 in an environment of its own, paused for a reason. */
export async function rollOut(
  { admin, editor }: TestProject,
  { environment, releaseOf, reason }: RollOut,
) {
  await createEnvironment(admin, {
    ...{ name: environment, requiredApprovals: 0, requiresGates: false, releaseRole: "editor" },
  });
  await releaseVersion(editor, { ...releaseOf(1), environment });
  const { rollout } = await releaseVersion(editor, {
    ...{ ...releaseOf(2), environment, rollout: ROLLOUT_PLAN },
  });
  if (!rollout) throw new Error("The release has no rollout.");
  const { events } = await pauseRollout(editor, rollout.id, { reason });
  return { rollout: rollout.id, rolloutEvent: events[0]?.id ?? "" };
}
