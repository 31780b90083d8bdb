import type { ReviewedTrace } from "@/lib/trace-reviews/reviewed-trace";
import { detectLongAnswer, type SimilarAnswers } from "./detect-long-answer";
import { detectMissedEscalation } from "./detect-missed-escalation";
import { detectRefusal } from "./detect-refusal";
import { detectToolArguments, type KnownTool } from "./detect-tool-arguments";
import { detectUnknownSource } from "./detect-unknown-source";
import { detectUnusedContext } from "./detect-unused-context";
import type { EscalationRule } from "./escalation-rule";
import type { Finding } from "./finding";

export interface DetectorContext {
  /** Of the version that served it; null: not known. */
  tools: readonly KnownTool[] | null;
  similar: SimilarAnswers | null;
  escalation: EscalationRule;
}

const RANK = { found: 0, not_found: 1, does_not_apply: 2 } as const;

/** Every detector's word, what was found first. */
export function runDetectors(trace: ReviewedTrace, context: DetectorContext): Finding[] {
  const findings: Finding[] = [
    { detector: "missed_escalation", ...detectMissedEscalation(trace, context.escalation) },
    { detector: "refused_valid_request", ...detectRefusal(trace) },
    { detector: "tool_arguments", ...detectToolArguments(trace, context.tools) },
    { detector: "over_long_answer", ...detectLongAnswer(trace, context.similar) },
    { detector: "unnecessary_context", ...detectUnusedContext(trace) },
    { detector: "source_not_retrieved", ...detectUnknownSource(trace) },
  ];
  return findings.sort((one, two) => RANK[one.status] - RANK[two.status]);
}
