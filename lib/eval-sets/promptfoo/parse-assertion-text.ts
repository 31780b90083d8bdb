import type { JsonObject } from "@/lib/scorers/json-value";
import { BASE_TYPES } from "./assertion-types";

const SHORT: Record<string, string> = {
  fn: "javascript",
  eval: "javascript",
  grade: "llm-rubric",
};

const LISTS = new Set(["contains-any", "contains-all", "icontains-any", "icontains-all"]);

/**
 * An assertion as promptfoo writes it into a CSV cell: `contains:refund`, `similar(0.8): text`, `fn: output.length`,
 * `grade: is polite`, `file://check.js`. A text without such a beginning means `equals`.
 */
export function parseAssertionText(text: string): JsonObject {
  const trimmed = text.trim();
  if (trimmed.startsWith("file://")) {
    return { type: /\.py(?::|$)/.test(trimmed) ? "python" : "javascript", value: trimmed };
  }
  const [, not = "", name = "", bar, rest] =
    /^(not-)?([a-z][a-z0-9-]*(?::(?:cosine|dot|euclidean|redteam|[a-z]+-[a-z-]+)(?=[(:]|$))?)(?:\((-?[\d.]+)\))?(?::([\s\S]*))?$/.exec(
      trimmed,
    ) ?? [];
  const type = SHORT[name] ?? name;
  if (!BASE_TYPES.has(type) || (rest === undefined && takesValue(type, bar))) {
    return { type: "equals", value: text };
  }
  const value = rest?.trim();
  return {
    type: `${not}${type}`,
    ...(value ? { value: LISTS.has(type) ? splitList(value) : value } : {}),
    ...(bar === undefined ? {} : { threshold: Number(bar) }),
  };
}

/** `regex` alone is the text “regex”; `is-json` and `latency(500)` say all. */
const takesValue = (type: string, bar: string | undefined): boolean =>
  bar === undefined && !/^(?:is-|contains-(?:json|xml|sql|html)$|guardrails|moderation)/.test(type);

/** Items with commas are quoted, as in CSV. */
function splitList(text: string): string[] {
  return [...text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)]
    .map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? "").trim())
    .filter((item) => item !== "");
}
