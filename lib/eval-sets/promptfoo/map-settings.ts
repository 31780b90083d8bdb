import type { ScorerSpecInput } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { finishReasons } from "@/lib/scorers/leaf-scorers";
import { parseStructured } from "./parse-structured";

interface Assertion {
  value: JsonValue | undefined;
  threshold: JsonValue | undefined;
  isNegated: boolean;
}

/**
 * The scorer for a deterministic assertion; a text says why this one has none, null that its type has none.
 */
export function mapSettings(base: string, assertion: Assertion): ScorerSpecInput | string | null {
  const map = Object.hasOwn(MAPS, base) ? MAPS[base] : undefined;
  if (!map) return null;
  if (assertion.isNegated && !NEGATABLE.has(base)) return `Galley has no scorer for not-${base}.`;
  return map(assertion);
}

const NEGATABLE = new Set([
  ...["equals", "contains", "icontains", "contains-any", "icontains-any", "contains-all"],
  ...["icontains-all", "starts-with", "regex", "is-refusal", "trajectory:tool-used"],
]);

const noValue = "It has no value to compare with.";

type Map = (assertion: Assertion) => ScorerSpecInput | string;

const MAPS: Record<string, Map> = {
  equals: ({ value, isNegated }) =>
    value === undefined ? noValue : { kind: "equals", config: { value, negate: isNegated } },
  contains: oneText("contains"),
  icontains: oneText("icontains"),
  "starts-with": oneText("starts-with"),
  "contains-any": manyTexts("contains-any"),
  "contains-all": manyTexts("contains-all"),
  "icontains-any": manyTexts("icontains-any"),
  "icontains-all": manyTexts("icontains-all"),
  regex: ({ value, isNegated }) =>
    typeof value === "string" && value !== ""
      ? { kind: "regex", config: { pattern: value, negate: isNegated } }
      : noValue,
  "is-json": ({ value }) => jsonOf("json-schema", value) ?? { kind: "is-json" },
  "contains-json": ({ value }) => jsonOf("contains-json", value) ?? { kind: "contains-json" },
  "is-refusal": ({ isNegated }) => ({
    kind: "refusal",
    config: { expect: isNegated ? "answer" : "refuse" },
  }),
  "finish-reason": ({ value }) => {
    const reason = finishReasons.find((one) => one === value);
    return reason ? { kind: "finish-reason", config: { value: reason } } : noValue;
  },
  latency: ({ threshold, value }) => {
    const maxMs = numberOf(threshold) ?? numberOf(value);
    return maxMs === undefined ? "It has no threshold." : { kind: "latency", config: { maxMs } };
  },
  cost: ({ threshold, value }) => {
    const maxUsd = numberOf(threshold) ?? numberOf(value);
    return maxUsd === undefined ? "It has no threshold." : { kind: "cost", config: { maxUsd } };
  },
  levenshtein: ({ value, threshold }) =>
    ofText(value, (text) => ({
      kind: "levenshtein",
      config: { value: text, maxDistance: Math.floor(numberOf(threshold) ?? 5) },
    })),
  "rouge-n": ({ value, threshold }) =>
    ofText(value, (text) => ({
      kind: "rouge-n",
      config: { n: 1, value: text, threshold: numberOf(threshold) ?? 0.75 },
    })),
  bleu: ({ value, threshold }) =>
    ofText(value, (text) => ({
      kind: "bleu",
      config: { value: text, threshold: numberOf(threshold) ?? 0.5 },
    })),
  "word-count": ({ value }) => {
    const exact = numberOf(value);
    if (exact !== undefined) return { kind: "word-count", config: { min: exact, max: exact } };
    const { min, max } = isJsonObject(value) ? value : ({} as JsonObject);
    return {
      kind: "word-count",
      config: {
        ...(typeof min === "number" ? { min } : {}),
        ...(typeof max === "number" ? { max } : {}),
      },
    };
  },
  "trajectory:tool-used": ({ value, isNegated }) =>
    typeof value === "string"
      ? { kind: "tool-call", config: { name: value, negate: isNegated } }
      : "It names several tools or a pattern.",
  "trajectory:tool-args-match": ({ value }) => {
    if (!isJsonObject(value) || typeof value.name !== "string" || !isJsonObject(value.args)) {
      return "It names no tool with arguments.";
    }
    const match = value.mode === "exact" ? "exact" : "subset";
    return { kind: "tool-call", config: { name: value.name, arguments: value.args, match } };
  },
  "trajectory:tool-sequence": ({ value }) => {
    const steps = isJsonObject(value) ? value.steps : value;
    const tools = Array.isArray(steps) ? steps.filter((step) => typeof step === "string") : [];
    if (tools.length === 0 || !Array.isArray(steps) || tools.length < steps.length) {
      return "Its steps are no names of tools.";
    }
    const isExact = isJsonObject(value) && value.mode === "exact";
    return { kind: "trajectory", config: { tools, match: isExact ? "exact" : "in-order" } };
  },
};

function oneText(kind: "contains" | "icontains" | "starts-with"): Map {
  return ({ value, isNegated }) =>
    ofText(value, (text) => ({ kind, config: { value: text, negate: isNegated } }));
}

function manyTexts(kind: "contains-any" | "contains-all" | "icontains-any" | "icontains-all"): Map {
  return ({ value, isNegated }) => {
    const items = typeof value === "string" ? value.split(",") : value;
    if (!Array.isArray(items) || items.length === 0) return noValue;
    const values = items.map((item) => (typeof item === "string" ? item.trim() : String(item)));
    return { kind, config: { values, negate: isNegated } };
  };
}

function ofText(
  value: JsonValue | undefined,
  write: (text: string) => ScorerSpecInput,
): ScorerSpecInput | string {
  const isText =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isText && value !== "" ? write(String(value)) : noValue;
}

/** null: there is no schema. */
function jsonOf(
  kind: "json-schema" | "contains-json",
  value: JsonValue | undefined,
): ScorerSpecInput | string | null {
  if (value === undefined || value === "") return null;
  const schema = typeof value === "string" ? parseStructured("schema.yaml", value) : value;
  return isJsonObject(schema) ? { kind, config: { schema } } : "Its schema is not an object.";
}

function numberOf(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
