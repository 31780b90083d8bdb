import type { JsonValue } from "@/lib/scorers/json-value";
import { exportedCode } from "./export-code";

/** What the sandbox does not have. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/\b(?:await|async)\b/, "It waits for promises (async), which the sandbox does not do."],
  [
    /\brequire\s*\(|^\s*import\s|\bimport\s*\(/m,
    "It loads other modules, which the sandbox does not have.",
  ],
  [
    /\b(?:process|fetch|Buffer|XMLHttpRequest)\b\s*[.(]/,
    "It uses Node or the network, which the sandbox does not have.",
  ],
];

const FUNCTION = /^(?:function\b|\(?[\w$,\s{}]*\)?\s*=>)/;
const STATEMENT = /^(?:return|const|let|var|if|for|while|switch|try|throw|\/\/|\/\*)/;

/** Why the sandbox cannot run some code of promptfoo's; null when it can. */
export const forbiddenIn = (code: string): string | null =>
  FORBIDDEN.find(([pattern]) => pattern.test(code))?.[1] ?? null;

/**
 * The body of a function of `output` and `context` for what promptfoo takes as JavaScript: an expression, the
 * statements of a body that returns, or a function.
 */
export function functionBody(source: string): string {
  const body = source.trim();
  const ownCode = exportedCode(body);
  if (ownCode !== null) return ownCode;
  const code = body.replace(/;+\s*$/, "");
  if (FUNCTION.test(code)) return `return (${code}\n)(output, context);`;
  const returns = /\breturn\b/.test(code);
  const isBody = code.includes("\n") ? returns : STATEMENT.test(code) || /;\s*return\b/.test(code);
  if (!isBody) return `return (${code}\n);`;
  return returns ? body : returnLast(code);
}

/** `const words = …; words > 3` on one line answers with its last expression. */
function returnLast(code: string): string {
  const texts = code.replaceAll(TEXTS, (text) => "_".repeat(text.length));
  const end = texts.lastIndexOf(";");
  return /^(?:const|let|var)\s/.test(code) && end >= 0
    ? `${code.slice(0, end + 1)} return ${code.slice(end + 1).trim()};`
    : code;
}

const TEXTS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** The body for a file that exports its function, by default or under a name. */
export function moduleBody(source: string, name: string | undefined): string {
  const names: string[] = [];
  const code = source
    .replace(/^\s*export\s+default\s+/gm, "module.exports.default = ")
    .replace(
      /^\s*export\s+(?=(?:function|const|let|class)\s+([\w$]+))/gm,
      (_, exported: string) => {
        names.push(exported);
        return "";
      },
    );
  return [
    "const module = { exports: {} }; const exports = module.exports;",
    code,
    ...names.map((exported) => `module.exports.${exported} = ${exported};`),
    `const target = ${name ? `module.exports[${JSON.stringify(name)}]` : "module.exports.default ?? module.exports"};`,
    "return target(output, context);",
  ].join("\n");
}

/** The same body over what a transform makes of the output. */
export const afterTransform = (body: string, transform: string): string =>
  [
    `const transform = (output, context) => {\n${transform}\n};`,
    `return ((output) => {\n${body}\n})(transform(output, context));`,
  ].join("\n");

export const negated = (body: string): string =>
  [
    `const verdict = (() => {\n${body}\n})();`,
    "const holds = typeof verdict === 'number' ? verdict > 0 : (verdict?.pass ?? verdict);",
    "return !holds;",
  ].join("\n");

export const withConfig = (body: string, config: JsonValue): string =>
  `context.config = ${JSON.stringify(config)};\n${body}`;

const TEXT = "const text = typeof output === 'string' ? output : JSON.stringify(output);";
const CHECKS: Record<string, string> = {
  equals:
    "const same = (value) => JSON.stringify(value);\nlet actual = output;\nif (typeof expected === 'object' && typeof output === 'string') { try { actual = JSON.parse(output); } catch {} }\nreturn typeof expected === 'object' ? same(actual) === same(expected) : text.trim() === String(expected).trim();",
  contains: "return text.includes(String(expected));",
  icontains: "return text.toLowerCase().includes(String(expected).toLowerCase());",
  "contains-any": "return expected.some((item) => text.includes(String(item)));",
  "contains-all": "return expected.every((item) => text.includes(String(item)));",
  "icontains-any":
    "return expected.some((item) => text.toLowerCase().includes(String(item).toLowerCase()));",
  "icontains-all":
    "return expected.every((item) => text.toLowerCase().includes(String(item).toLowerCase()));",
  "starts-with": "return text.startsWith(String(expected));",
  regex: "return new RegExp(expected).test(text);",
  "is-json": "try { JSON.parse(text); return true; } catch { return false; }",
};

/** A check of texts as code, for what has to look at a transformed output; null for other kinds. */
export function checkBody(kind: string, expected: JsonValue | undefined): string | null {
  const check = Object.hasOwn(CHECKS, kind) ? CHECKS[kind] : undefined;
  if (!check || (kind === "is-json" && expected !== undefined)) return null;
  return `${TEXT}\n{ const expected = ${JSON.stringify(expected ?? null)};\n${check} }`;
}
