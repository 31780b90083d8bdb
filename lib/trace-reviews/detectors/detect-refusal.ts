import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { findRefusal } from "@/lib/scorers/score/is-refusal";
import { answerText, type ReviewedTrace } from "@/lib/trace-reviews/reviewed-trace";
import { doesNotApply, makeFinding, notFound } from "./finding";

const SHOULD = ["should_refuse", "shouldRefuse", "expect_refusal"];

/** A refusal is one of a valid request unless the application said that it should refuse. */
export function detectRefusal(trace: ReviewedTrace) {
  const answer = answerText(trace);
  if (!answer) return doesNotApply("there is no answer");
  const refusal = textsOf(answer)
    .map(findRefusal)
    .find((one) => one !== null);
  if (!refusal) return notFound("the answer declines nothing");
  const phrase = refusal.phrase.slice(0, 60);
  const isRight = SHOULD.some((name) => trace.attributes[name] === true);
  return isRight
    ? notFound(`it declines (“${phrase}”), as the application says it should`)
    : makeFinding(`it declines: “${phrase}”`, [phrase]);
}

/** Does this text decline? For the queue, which looks at many answers. */
export const declines = (answer: string): boolean =>
  textsOf(answer).some((text) => findRefusal(text) !== null);

/** A structured answer declines in one of its texts. */
function textsOf(answer: string): string[] {
  if (!answer.startsWith("{")) return [answer];
  try {
    const value = JSON.parse(answer) as JsonValue;
    return isJsonObject(value)
      ? Object.values(value).filter((one): one is string => typeof one === "string")
      : [answer];
  } catch {
    return [answer];
  }
}
