import type { ScorerSpecInput } from "./contract";
import { isJsonObject, type JsonValue } from "./json-value";

const MAX_LABELS = 60;
const MAX_LABEL_LENGTH = 60;
const REFUSAL_WORDS = new Set(["refuse", "answer"]);

/**
 * Scorers that fit what a set expects: tool calls become `tool-call`, labels `label`, other fields `fields`,
 * "refuse" and "answer" `refusal`, longer texts `equals`. Empty when no case expects anything.
 */
export function suggestScorers(expectations: readonly (JsonValue | null)[]): ScorerSpecInput[] {
  const values = expectations.filter(
    (one): one is Exclude<JsonValue, null> => one !== null && one !== "",
  );
  if (values.length === 0) return [];
  if (values.every(isToolCalls)) return [{ kind: "tool-call" }];
  const objects = values.filter(isJsonObject);
  if (objects.length * 2 > values.length) return forObjects(objects);
  const texts = values.flatMap((one) => (typeof one === "object" ? [] : [String(one)]));
  if (texts.length === 0) return values.some(Array.isArray) ? [{ kind: "contains-all" }] : [];
  if (texts.every((one) => REFUSAL_WORDS.has(one.trim().toLowerCase())))
    return [{ kind: "refusal" }];
  return areLabels(texts) ? [{ kind: "label" }] : [{ kind: "equals" }];
}

/** A tool call, or a list of them: `{ name, arguments }`. */
function isToolCalls(value: JsonValue): boolean {
  const calls = Array.isArray(value) ? value : [value];
  return (
    calls.length > 0 &&
    calls.every(
      (call) => isJsonObject(call) && typeof call.name === "string" && isJsonObject(call.arguments),
    )
  );
}

function forObjects(objects: readonly { [key: string]: JsonValue }[]): ScorerSpecInput[] {
  const names = [...new Set(objects.flatMap((one) => Object.keys(one)))];
  const valuesOf = (name: string) =>
    objects.flatMap((one) => (Object.hasOwn(one, name) ? [one[name]] : []));
  const isLabel = (name: string) => {
    const values = valuesOf(name);
    return values.every((value): value is string => typeof value === "string") && areLabels(values);
  };
  const labels = names.filter(isLabel);
  const others = names.filter((name) => !labels.includes(name));
  return [
    ...labels
      .slice(0, 8)
      .map((name): ScorerSpecInput => ({ kind: "label", name, config: { field: name } })),
    ...(others.length
      ? [{ kind: "fields", name: "fields", config: { fields: others.slice(0, 100) } } as const]
      : []),
    { kind: "contains-json", name: "valid JSON" },
  ];
}

/** Few, short and repeated; with a handful of cases repetition cannot be asked for. */
function areLabels(texts: readonly string[]): boolean {
  const distinct = new Set(texts.map((one) => one.trim().toLowerCase()));
  const isShort = texts.every(
    (one) => one.length <= MAX_LABEL_LENGTH && one.trim().split(/\s+/).length <= 4,
  );
  const isRepeated = texts.length < 10 || distinct.size * 2 <= texts.length;
  return (
    isShort && isRepeated && (distinct.size <= MAX_LABELS || distinct.size * 10 <= texts.length)
  );
}
