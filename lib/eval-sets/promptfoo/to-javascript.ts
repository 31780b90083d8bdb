import type { ScorerSpec } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import type { ReferenceScope } from "@/lib/scorers/resolve-references";
import { exportCode } from "./export-code";

const TEXT = "const text = typeof output === 'string' ? output : JSON.stringify(output);";
const JSON_VALUE =
  "const json = (() => { try { return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)); } catch { return null; } })();";
const PATH =
  "const at = (path) => path.split('.').reduce((value, key) => (value === null || value === undefined ? undefined : value[key]), json);";
const SAME =
  "const same = (one, two) => typeof one === 'object' || typeof two === 'object' ? JSON.stringify(one) === JSON.stringify(two) : String(one ?? '').trim() === String(two ?? '').trim();";
const FOLD = "const fold = (value) => String(value ?? '').trim().toLowerCase();";

/** A scorer that promptfoo has no type for, as a JavaScript assertion; null when code cannot say it either. */
export function codeAssertion(spec: ScorerSpec, scope: ReferenceScope): JsonObject | null {
  if (spec.kind === "script") {
    const { code, threshold } = spec.config;
    const value = exportCode(code, { expected: scope.expected, threshold });
    return { type: "javascript", value, ...(threshold === undefined ? {} : { threshold }) };
  }
  const lines = linesOf(spec, scope);
  return lines && { type: "javascript", value: `${lines.join("\n")}\n` };
}

function linesOf(spec: ScorerSpec, { expected }: ReferenceScope): string[] | null {
  const literal = (value: JsonValue | undefined) => JSON.stringify(value ?? expected ?? null);
  switch (spec.kind) {
    case "equals":
    case "starts-with":
      return textCheck(spec, literal(spec.config.value));
    case "regex": {
      const { pattern, flags, negate } = spec.config;
      return [
        TEXT,
        `return ${negate ? "!" : ""}new RegExp(${literal(pattern)}, ${JSON.stringify(flags)}).test(text);`,
      ];
    }
    case "is-json":
      return [
        TEXT,
        "let value; try { value = JSON.parse(text); } catch { return false; }",
        spec.config.type === "array"
          ? "return Array.isArray(value);"
          : "return typeof value === 'object' && value !== null && !Array.isArray(value);",
      ];
    case "label": {
      const { field, value } = spec.config;
      const reference =
        value ?? (field !== undefined && isJsonObject(expected) ? expected[field] : expected);
      if (reference === null || reference === undefined) return null;
      const actual = field === undefined ? "text" : `at(${JSON.stringify(field)})`;
      return [
        TEXT,
        JSON_VALUE,
        PATH,
        FOLD,
        `return fold(${actual}) === fold(${JSON.stringify(reference)});`,
      ];
    }
    case "fields":
      return fieldsCheck(spec.config, expected);
    default:
      return null;
  }
}

function textCheck(
  { kind, config }: Extract<ScorerSpec, { kind: "equals" | "starts-with" }>,
  reference: string,
): string[] {
  const field = "field" in config ? config.field : undefined;
  const actual = field === undefined ? "text" : `at(${JSON.stringify(field)})`;
  const compare =
    kind === "starts-with"
      ? `fold(text).startsWith(fold(${reference}))`
      : config.ignoreCase
        ? `fold(${actual}) === fold(${reference})`
        : `same(${actual}, ${reference})`;
  return [TEXT, JSON_VALUE, PATH, SAME, FOLD, `return ${config.negate ? "!" : ""}(${compare});`];
}

/** Plain fields only: rules with tolerances and measures other than all of them have no equal there. */
function fieldsCheck(
  config: Extract<ScorerSpec, { kind: "fields" }>["config"],
  expected: JsonValue | null,
): string[] | null {
  if (!isJsonObject(expected) || config.measure !== undefined || config.threshold !== undefined)
    return null;
  const names = config.fields ?? Object.keys(expected);
  if (!names.every((name) => typeof name === "string")) return null;
  const references = Object.fromEntries(names.map((name) => [name, expected[name] ?? null]));
  return [
    TEXT,
    JSON_VALUE,
    PATH,
    SAME,
    `return Object.entries(${JSON.stringify(references)}).every(([name, value]) => value === null ? (at(name) ?? null) === null : same(at(name), value));`,
  ];
}
