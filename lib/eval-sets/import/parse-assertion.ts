import { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";

/** One promptfoo assertion in our words: the expected answer and the scorer that compares with it. */
export interface ReadAssertion {
  expected: JsonValue | null;
  scorer: ScorerSpec | null;
  /** The assertion's type when we have no scorer for it. */
  unsupported: string | null;
}

const SAME = new Set([
  "equals",
  "contains",
  "icontains",
  "starts-with",
  "is-json",
  "contains-json",
  "refusal",
]);
const LISTS = new Set(["contains-any", "icontains-any", "contains-all", "icontains-all"]);

/** `contains:refund`, `not-equals: 4`, or a plain text, which means equals. */
export function parseAssertionText(text: string): ReadAssertion {
  const [, type, value] =
    /^((?:not-)?[a-z][a-z-]*)(?:\([\d.]+\))?(?::|$)\s*(.*)$/s.exec(text) ?? [];
  if (!type || !isKnown(type)) {
    return { expected: text, scorer: specOf("equals", {}), unsupported: null };
  }
  const plain = type.replace(/^not-/, "");
  return parseAssertion(
    type,
    LISTS.has(plain) ? (value ?? "").split(",").map((item) => item.trim()) : (value ?? ""),
  );
}

const OTHERS = new Set([
  "regex",
  "latency",
  "cost",
  "llm-rubric",
  "grade",
  "model-graded-closedqa",
  "factuality",
  "similar",
  "javascript",
  "python",
  "fn",
  "eval",
  "file",
  "webhook",
  "levenshtein",
  "rouge-n",
  "bleu",
  "moderation",
  "is-refusal",
  "answer-relevance",
]);

function isKnown(type: string): boolean {
  const plain = type.replace(/^not-/, "");
  return SAME.has(plain) || LISTS.has(plain) || OTHERS.has(plain);
}

export function parseAssertion(type: string, value: JsonValue | undefined): ReadAssertion {
  const negate = type.startsWith("not-");
  const plain = type.replace(/^not-/, "");
  const isEmpty = value === undefined || value === null || value === "";
  if (plain === "is-refusal")
    return only(specOf("refusal", { expect: negate ? "answer" : "refuse" }));
  if (plain === "is-json") {
    return only(isEmpty ? specOf("is-json", {}) : specOf("json-schema", { schema: value }));
  }
  if (plain === "contains-json" && !isEmpty)
    return only(specOf("contains-json", { schema: value }));
  if (plain === "regex" && typeof value === "string") {
    return only(specOf("regex", { pattern: value, negate }));
  }
  if (plain === "llm-rubric" && typeof value === "string") {
    return only(specOf("judge-rubric", { rubric: value }));
  }
  if (isEmpty) return { expected: null, scorer: null, unsupported: type };
  if (SAME.has(plain) || LISTS.has(plain)) {
    return { expected: value, scorer: specOf(plain, negate ? { negate } : {}), unsupported: null };
  }
  return { expected: null, scorer: null, unsupported: type };

  function only(scorer: ScorerSpec | null): ReadAssertion {
    return { expected: null, scorer, unsupported: scorer ? null : type };
  }
}

function specOf(kind: string, config: object): ScorerSpec | null {
  const parsed = ScorerSpec.safeParse({ kind, config });
  return parsed.success ? parsed.data : null;
}
