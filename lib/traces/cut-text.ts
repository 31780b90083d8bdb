import { formatCount } from "@/lib/format-number";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { Scalar } from "./span";

/** Characters of one text of a trace; what is longer is cut and says so. */
export const MAX_TEXT = 64_000;
export const MAX_ATTRIBUTES = 128;
const MAX_KEY = 200;
const MAX_DEPTH = 24;
const MAX_MEMBERS = 2_000;

/** A text that PostgreSQL stores (no NUL, no half character), cut to `limit` characters. */
export function cutText(text: string, limit = MAX_TEXT): string {
  const short =
    text.length > limit
      ? `${text.slice(0, limit)}… [cut: ${formatCount(text.length)} characters]`
      : text;
  const whole = short.isWellFormed() ? short : short.toWellFormed();
  return whole.includes("\u0000") ? whole.replaceAll("\u0000", "\uFFFD") : whole;
}

/** The same value with every text cut; lists and objects beyond the caps lose their ends and say so. */
export function cutJson(value: JsonValue, depth = 0): JsonValue {
  if (typeof value === "string") return cutText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return "[cut: nested too deep]";
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_MEMBERS).map((item) => cutJson(item, depth + 1));
    return value.length > MAX_MEMBERS ? [...items, `[cut: ${value.length} items]`] : items;
  }
  const entries = Object.entries(value).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(
    entries
      .slice(0, MAX_MEMBERS)
      .map(([key, member]) => [cutText(key, MAX_KEY), cutJson(member, depth + 1)]),
  );
}

/** Attributes as one flat object of scalars: lists and objects as their JSON text, at most 128 of them. */
export function cutAttributes(attributes: Record<string, JsonValue>): Record<string, Scalar> {
  const entries = Object.entries(attributes).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(
    entries.slice(0, MAX_ATTRIBUTES).map(([key, value]) => [cutText(key, MAX_KEY), scalar(value)]),
  );
}

function scalar(value: JsonValue): Scalar {
  if (typeof value === "string") return cutText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value;
  return cutText(JSON.stringify(value));
}
