import { answerText, type ReviewedTrace } from "@/lib/trace-reviews/reviewed-trace";
import { doesNotApply, makeFinding, notFound } from "./finding";

/** Output tokens of similar traces: same prompt, same days. */
export interface LikeAnswers {
  /** 19 of 20 have at most so many. */
  p95: number;
  n: number;
}

const LEAST_LIKE = 20;
/** A little beyond what 19 of 20 have is chance. */
const BEYOND = 1.25;

export function detectLongAnswer(trace: ReviewedTrace, like: LikeAnswers | null) {
  const { outputTokens } = trace;
  if (!answerText(trace)) return doesNotApply("there is no answer");
  if (outputTokens === null) return doesNotApply("its tokens are not known");
  if (!like || like.n < LEAST_LIKE) {
    return doesNotApply(`only ${like?.n ?? 0} like traces, ${LEAST_LIKE} are needed to compare`);
  }
  const upTo = `like traces have up to ${Math.round(like.p95).toLocaleString("en-US")}`;
  const tokens = `${outputTokens.toLocaleString("en-US")} tokens`;
  return outputTokens > like.p95 * BEYOND
    ? makeFinding(`${tokens}, ${upTo} (19 of 20)`)
    : notFound(`${tokens}, ${upTo}`);
}
