import type { RolloutEvent } from "@/lib/rollouts/contract";
import { formatPercent } from "./rollout-sentence";

/** What happened to a rollout, in a short sentence; the reason stands beside it. */
export function eventSentence(
  type: RolloutEvent["type"],
  by: string,
  { percent }: { percent: number },
): string {
  const share = formatPercent(percent);
  switch (type) {
    case "started":
      return `${by} started the rollout at ${share}`;
    case "advanced":
      return `${by} advanced to ${share}`;
    case "holding":
      return `${by} holds at ${share}`;
    case "resumed":
      return `${by} goes on at ${share}`;
    case "paused":
      return `${by} paused at ${share}`;
    case "breached":
      return "A guardrail was breached";
    case "dismissed":
      return `${by} dismissed a breach`;
    case "warned":
      return `${by} raised a warning`;
    case "rolled_back":
      return `${by} rolled back from ${share}`;
    case "completed":
      return `${by} completed the rollout`;
  }
}
