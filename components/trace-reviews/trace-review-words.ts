import type { ReviewQueue, TraceVerdict } from "@/lib/trace-reviews/contract";
import type { Detector } from "@/lib/trace-reviews/detectors/finding";

export const DETECTOR_LABEL: Record<Detector, string> = {
  missed_escalation: "missed escalation",
  refused_valid_request: "refused a valid request",
  tool_arguments: "tool arguments",
  over_long_answer: "over-long answer",
  unnecessary_context: "unnecessary context",
  source_not_retrieved: "source not retrieved",
};

export const VERDICTS: { verdict: TraceVerdict; keys: string; label: string }[] = [
  { verdict: "fine", keys: "o", label: "Fine" },
  { verdict: "failure", keys: "f", label: "Failure" },
  { verdict: "unclear", keys: "u", label: "Unclear" },
  { verdict: "skipped", keys: "s", label: "Skip" },
];

export const reviewedOf = ({ counts }: ReviewQueue): number =>
  counts.fine + counts.failure + counts.unclear;

/** `29 fine, 17 failures, 2 unclear` */
export function countWords({ fine, failure, unclear, skipped }: ReviewQueue["counts"]): string {
  const parts = [
    `${fine} fine`,
    `${failure} ${failure === 1 ? "failure" : "failures"}`,
    ...(unclear > 0 ? [`${unclear} unclear`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return parts.join(", ");
}
