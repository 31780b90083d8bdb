import type { JsonValue } from "@/lib/scorers/json-value";
import type { OnRedacted } from "./on-redacted";
import type { RedactionRule } from "./settings-contract";

type FieldRule = Extract<RedactionRule, { kind: "field" }>;

/** Where a path may start; `unit`, `userId` and `sessionId` are texts themselves. */
const ROOTS = ["input", "output", "attributes", "unit", "userId", "sessionId"] as const;

/** The same facts or span with the named fields replaced by `[redacted: <rule>]`, whatever they held. */
export function redactFields<T extends object>(
  facts: T,
  rules: readonly RedactionRule[],
  onRedacted: OnRedacted | undefined,
): T {
  const fields = rules.filter((rule): rule is FieldRule => rule.kind === "field");
  if (fields.length === 0) return facts;
  let redacted = { ...facts } as Record<string, unknown>;
  for (const rule of fields) {
    const replace = (value: JsonValue): JsonValue => {
      if (value === null) return null;
      const text = typeof value === "string" ? value : JSON.stringify(value);
      onRedacted?.({ rule: rule.name, text, start: 0, end: text.length });
      return `[redacted: ${rule.name}]`;
    };
    redacted = redactField(redacted, rule.field, replace);
  }
  return redacted as T;
}

type Replace = (value: JsonValue) => JsonValue;

function redactField(facts: Record<string, unknown>, field: string, replace: Replace) {
  const path = field.split(".");
  const isBare = path.length === 1;
  const roots = ROOTS.filter((root) => facts[root] !== undefined && facts[root] !== null);
  const changed = roots.flatMap((root) => {
    const value = facts[root] as JsonValue;
    if (path[0] === root) return [[root, replaceAt(value, path.slice(1), replace)]];
    return isBare ? [[root, replaceNamed(value, field, replace)]] : [];
  });
  return { ...facts, ...Object.fromEntries(changed) };
}

function replaceAt(value: JsonValue, path: readonly string[], replace: Replace): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return replace(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      key === "*" || key === String(i) ? replaceAt(item, rest, replace) : item,
    );
  }
  // A name may hold dots itself, as attributes' do.
  const whole = path.join(".");
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      if (name === whole) return [name, replace(item)];
      return [name, key === "*" || name === key ? replaceAt(item, rest, replace) : item];
    }),
  );
}

function replaceNamed(value: JsonValue, field: string, replace: Replace): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => replaceNamed(item, field, replace));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === field ? replace(item) : replaceNamed(item, field, replace),
    ]),
  );
}
