import { Notice } from "@/components/ui/notice";
import type { Rollout } from "@/lib/rollouts/contract";
import { guardrailName } from "@/lib/rollouts/words/guardrail-sentence";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { isBreached } from "./rollout-words";

/** How it ended and why; a breach that waits for a person. */
export function RolloutEnding({ rollout }: { rollout: Rollout }) {
  const { state, events, candidate, stable } = rollout;
  if (state === "completed") {
    return <Notice className="mb-3" title={`v${candidate} is live for everybody.`} />;
  }
  const breached = rollout.guardrails.filter((one) => one.action === "pause" && isBreached(one));
  if (state === "paused" && breached.length > 0) {
    return (
      <Notice
        tone="fail"
        className="mb-3"
        title={`${breached.map(guardrailName).join(", ")} is breached.`}
      >
        v{candidate} stays at {formatPercent(rollout.percent)} until somebody resumes, with a
        reason, or rolls back to v{stable}.
      </Notice>
    );
  }
  const last = events.find(({ type }) => type === "rolled_back");
  const reached = rollout.stageStates.findLast(({ startedAt }) => startedAt !== null);
  if (state !== "rolled_back") return null;
  return (
    <Notice
      tone="fail"
      className="mb-3"
      title={`Rolled back from ${formatPercent(reached?.percent ?? rollout.percent)}: everybody has v${stable} again.`}
    >
      {last?.reason ?? rollout.sentence}
    </Notice>
  );
}
