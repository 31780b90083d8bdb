import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  lookupPath,
} from "@/lib/scorers/json-value";

/** A template that says more than names of variables and a few filters. */
export class TemplateError extends Error {}

const EXPRESSION = /\{\{-?([^{}]*?)-?\}\}/g;
const NAME = /^[A-Za-z_$][\w$-]*(?:\.[\w$-]+|\[(?:\d+|"[^"\]]*"|'[^'\]]*')\])*$/;
const MAX_CHARACTERS = 1_000_000;

/**
 * Puts a test's variables into a text, as promptfoo's templates do: names, paths and the filters `dump`, `json`,
 * `lower`, `upper`, `trim`, `length`, `join`, `safe` and `default`. A variable that is missing is empty. Throws
 * TemplateError for statements and everything else.
 */
export function fillText(text: string, vars: JsonObject): string {
  const literal = literalOf(text);
  if (literal !== null) return literal;
  if (/\{%/.test(text)) throw new TemplateError("Its template has statements ({% … %}).");
  const filled = text.replace(EXPRESSION, (whole, inner: string) => {
    const value = evaluate(inner.trim(), vars);
    if (value === undefined) throw new TemplateError(`Its template ${whole} is not a variable.`);
    return value;
  });
  if (filled.length > MAX_CHARACTERS) throw new TemplateError("Its template fills to too much.");
  return filled;
}

const RAW = "{% raw %}";
const END_OF_RAW = "{% endraw %}";

/** A text that promptfoo takes as it is, whatever braces it has. */
export const toLiteral = (text: string): string =>
  /\{[{%#]/.test(text) && !text.includes("endraw") ? `${RAW}${text}${END_OF_RAW}` : text;

function literalOf(text: string): string | null {
  if (!text.startsWith(RAW) || !text.endsWith(END_OF_RAW)) return null;
  const literal = text.slice(RAW.length, -END_OF_RAW.length);
  return literal.includes("endraw") ? null : literal;
}

/** As `fillText`, but code in which braces mean something else stays as it is. */
export function fillCode(code: string, vars: JsonObject): string {
  const literal = literalOf(code);
  if (literal !== null) return literal;
  return code.replace(EXPRESSION, (whole, inner: string) => {
    const [name = ""] = inner.trim().split(/[.[|\s]/);
    return Object.hasOwn(vars, name) || name === "vars"
      ? (evaluate(inner.trim(), vars) ?? whole)
      : whole;
  });
}

/** Every text inside a value. */
export function fillValue(value: JsonValue, fill: (text: string) => string): JsonValue {
  if (typeof value === "string") return fill(value);
  if (Array.isArray(value)) return value.map((item) => fillValue(item, fill));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, fillValue(item, fill)]),
  );
}

/**
 * A text for all cases: a variable's name becomes a reference to the case's input, and the rest is filled in as
 * for one test.
 */
export function referToInput(text: string, vars: JsonObject): string {
  if (/\{%/.test(text)) return fillText(text, vars);
  return text.replace(EXPRESSION, (whole, inner: string) => {
    const name = inner.trim().replace(/^vars\./, "");
    const isPlain = /^[\w$.]+$/.test(name) && lookupPath(vars, name) !== undefined;
    return isPlain ? `{{input.${name}}}` : fillText(whole, vars);
  });
}

/** undefined: not an expression that is understood. */
function evaluate(expression: string, vars: JsonObject): string | undefined {
  const [name = "", ...filters] = expression.split("|").map((part) => part.trim());
  if (!NAME.test(name) || /^env\b/.test(name)) return undefined;
  const path = name.replaceAll(/\[["']?([^\]"']*)["']?\]/g, ".$1");
  let value = lookupPath(vars, path);
  if (value === undefined && path.startsWith("vars.")) value = lookupPath(vars, path.slice(5));
  for (const filter of filters) {
    const result = applyFilter(value, filter);
    if (result === undefined) return undefined;
    value = result;
  }
  return showPlain(value);
}

function applyFilter(value: JsonValue | undefined, filter: string): JsonValue | undefined {
  const [, name = "", argument] = /^(\w+)(?:\(\s*(?:["'](.*)["'])?[^)]*\))?$/.exec(filter) ?? [];
  switch (name) {
    case "dump":
    case "json":
    case "tojson":
      return JSON.stringify(value ?? null);
    case "lower":
      return showPlain(value).toLowerCase();
    case "upper":
      return showPlain(value).toUpperCase();
    case "trim":
      return showPlain(value).trim();
    case "length":
      return Array.isArray(value) ? value.length : showPlain(value).length;
    case "join":
      return Array.isArray(value) ? value.map(showPlain).join(argument ?? "") : showPlain(value);
    case "safe":
    case "string":
      return showPlain(value);
    case "default":
      return value ?? argument ?? "";
    default:
      return undefined;
  }
}

/** As a template writes a value: an object is `[object Object]` there, which nobody means. */
const showPlain = (value: JsonValue | undefined): string =>
  value === undefined || value === null
    ? ""
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
