import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import {
  answerText,
  questionText,
  type ReviewedTrace,
  toolsUsed,
} from "@/lib/trace-reviews/reviewed-trace";
import type { EscalationRule } from "./escalation-rule";
import { doesNotApply, makeFinding, notFound } from "./finding";

/**
 * Words of the request or figures in a tool's answer call for a person, and neither the outcome nor the
 * answer hands it over. With `handedOver` words the answer has to have one, whatever the outcome: a person
 * who took over later does not make the answer right.
 */
export function detectMissedEscalation(trace: ReviewedTrace, rule: EscalationRule) {
  const question = questionText(trace);
  const results = toolsUsed(trace).filter(({ result }) => result !== null);
  if (!question && results.length === 0) return doesNotApply("the request is not in the trace");
  const phrases = phrasesIn(question, rule.phrases);
  const signs = results.flatMap(({ result }) =>
    rule.toolSigns.flatMap(({ field, atLeast }) => {
      const value = numberAt(readJson(result), field);
      return value !== null && value >= atLeast ? [`${value} ${field}`] : [];
    }),
  );
  if (phrases.length === 0 && signs.length === 0) return notFound("nothing calls for a person");
  const answer = answerText(trace).toLowerCase();
  const handing = rule.handedOver.find((word) => answer.includes(word.toLowerCase()));
  const why = [
    ...(phrases.length > 0
      ? [`the words ${phrases.map((phrase) => `“${phrase}”`).join(", ")}`]
      : []),
    ...(signs.length > 0 ? [`${signs.join(", ")} in a tool’s answer`] : []),
  ].join(", ");
  if (handing) return notFound(`${why}, and the answer hands it over: “${handing}”`);
  if (rule.handedOver.length > 0) {
    return makeFinding(
      `${why}, but not ${rule.handedOver.slice(0, 3).join(" or ")} in the answer`,
      phrases,
    );
  }
  if (trace.outcome === "escalated") return notFound(`${why}, and it was escalated`);
  return makeFinding(`${why}, but it was not escalated`, phrases);
}

/** The passages as they are written in the text, whatever their case and apostrophes. */
function phrasesIn(text: string, phrases: readonly string[]): string[] {
  const plain = fold(text);
  const hits = phrases.flatMap((phrase) => {
    const at = plain.indexOf(fold(phrase));
    return at < 0 ? [] : [text.slice(at, at + phrase.length)];
  });
  return [...new Set(hits)].slice(0, 5);
}

/** One character for one, so that places stay the same. */
const fold = (text: string): string =>
  [...text]
    .map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one))
    .join("")
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'");

function readJson(value: JsonValue | null): JsonValue {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

/** The largest number (or length of a list) that stands under this name, however deep. */
function numberAt(value: JsonValue, field: string, depth = 0): number | null {
  if (depth > 8 || typeof value !== "object" || value === null) return null;
  const inner = Object.values(value).map((one) => numberAt(one, field, depth + 1));
  const fieldValue = isJsonObject(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  const count = Array.isArray(fieldValue) ? fieldValue.length : Number(fieldValue ?? Number.NaN);
  const all = [...inner, count].filter(
    (one): one is number => one !== null && Number.isFinite(one),
  );
  return all.length > 0 ? Math.max(...all) : null;
}
