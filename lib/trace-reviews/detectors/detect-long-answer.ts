import { formatCount } from "@/lib/format-number";
import { answerText, type ReviewedTrace } from "@/lib/trace-reviews/reviewed-trace";
import { LEAST_SIMILAR } from "@/lib/traces/contract";
import { doesNotApply, makeFinding, notFound } from "./finding";

/** Output tokens of similar traces: same prompt, same days. */
export interface SimilarAnswers {
  /** 19 of 20 have at most so many. */
  p95: number;
  n: number;
}

/** A little beyond what 19 of 20 have is chance. */
const BEYOND = 1.25;

export function detectLongAnswer(trace: ReviewedTrace, similar: SimilarAnswers | null) {
  const { outputTokens } = trace;
  if (!answerText(trace)) return doesNotApply("there is no answer");
  if (outputTokens === null) return doesNotApply("its tokens are not known");
  if (!similar || similar.n < LEAST_SIMILAR) {
    return doesNotApply(
      `only ${similar?.n ?? 0} similar traces, ${LEAST_SIMILAR} are needed to compare`,
    );
  }
  const upTo = `similar traces have up to ${formatCount(Math.round(similar.p95))}`;
  const tokens = `${formatCount(outputTokens)} tokens`;
  return outputTokens > similar.p95 * BEYOND
    ? makeFinding(`${tokens}, ${upTo} (19 of 20)`)
    : notFound(`${tokens}, ${upTo}`);
}
