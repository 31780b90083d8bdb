import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/scorers/json-value";
import { runScript } from "@/lib/scorers/script/run-script";
import { BASE_TYPES } from "./assertion-types";
import { fillText } from "./fill-template";
import { mapAssertion } from "./map-assertion";
import { parseAssertionText } from "./parse-assertion-text";
import { afterTransform, functionBody, moduleBody } from "./script-code";
import { UploadedFiles } from "./uploaded-files";

const map = (assertion: JsonObject, vars: JsonObject = {}) =>
  mapAssertion(assertion, {
    vars,
    files: new UploadedFiles(),
    transform: null,
    findModel: () => ({ provider: "main", name: "m" }),
  });

test.each([
  [
    { type: "equals", value: { a: 1 } },
    { kind: "equals", config: { value: { a: 1 } } },
  ],
  [
    { type: "not-contains", value: "x" },
    { kind: "contains", config: { value: "x", negate: true } },
  ],
  [
    { type: "contains", value: 42 },
    { kind: "contains", config: { value: "42" } },
  ],
  [
    { type: "contains-any", value: "a, b" },
    { kind: "contains-any", config: { values: ["a", "b"] } },
  ],
  [
    { type: "regex", value: "^\\d+$" },
    { kind: "regex", config: { pattern: "^\\d+$" } },
  ],
  [
    { type: "is-json", value: { type: "object" } },
    { kind: "json-schema", config: { schema: { type: "object" } } },
  ],
  [
    { type: "is-json", value: "required: [city]\ntype: object" },
    { kind: "json-schema", config: { schema: { required: ["city"], type: "object" } } },
  ],
  [{ type: "contains-json" }, { kind: "contains-json" }],
  [{ type: "not-is-refusal" }, { kind: "refusal", config: { expect: "answer" } }],
  [
    { type: "latency", threshold: 200 },
    { kind: "latency", config: { maxMs: 200 } },
  ],
  [
    { type: "cost", threshold: 0.01 },
    { kind: "cost", config: { maxUsd: 0.01 } },
  ],
  [
    { type: "levenshtein", value: "x" },
    { kind: "levenshtein", config: { maxDistance: 5 } },
  ],
  [
    { type: "rouge-n", value: "x", threshold: 0.4 },
    { kind: "rouge-n", config: { n: 1, threshold: 0.4 } },
  ],
  [
    { type: "bleu", value: "x" },
    { kind: "bleu", config: { threshold: 0.5 } },
  ],
  [
    { type: "word-count", value: { min: 2 } },
    { kind: "word-count", config: { min: 2 } },
  ],
  [
    { type: "finish-reason", value: "stop" },
    { kind: "finish-reason", config: { value: "stop" } },
  ],
  [
    { type: "similar", value: "x", threshold: 0.9 },
    { kind: "similar", config: { value: "x", threshold: 0.9 } },
  ],
  [{ type: "factuality", value: "x" }, { kind: "judge-rubric" }],
  [
    { type: "context-faithfulness", threshold: 0.8 },
    { kind: "judge-rubric", config: { threshold: 0.8 } },
  ],
  [
    { type: "trajectory:tool-used", value: "search" },
    { kind: "tool-call", config: { name: "search" } },
  ],
  [
    { type: "contains", value: "x", metric: "Named" },
    { kind: "contains", name: "Named" },
  ],
])("%j runs", (assertion, scorer) => {
  expect(map(assertion as JsonObject)).toMatchObject({ scorer });
});

test.each([
  [{ type: "python", value: "x" }, "Python does not run here."],
  [{ type: "not-empty" }, "promptfoo has no assertion type not-empty."],
  [{ type: "is-sql" }, "Galley has no scorer for is-sql."],
  [{ type: "select-best", value: "x" }, /compares several outputs/],
  [{ type: "contains", value: "x", weight: 0 }, /weight is 0/],
  [{ type: "contains", value: "{% if a %}x{% endif %}" }, /statements/],
  [{ type: "contains" }, /no value/],
  [{ type: "javascript", value: "await fetch('x')" }, /promises/],
  [{ type: "javascript", value: "require('fs').x" }, /modules/],
  [{ type: "regex", value: "x", transform: "file://t.py" }, /transform does not run/],
  [{ type: "not-is-json" }, "Galley has no scorer for not-is-json."],
  [{ type: "llm-rubric", value: "x", rubricPrompt: "y" }, /prompt of its own/],
])("%j is stored with its reason", (assertion, reason) => {
  expect(map(assertion as JsonObject)).toEqual({ reason: expect.stringMatching(reason) });
});

test("every type of promptfoo has a scorer or a reason", () => {
  for (const type of [...BASE_TYPES].flatMap((base) => [base, `not-${base}`])) {
    const result = map({ type, value: "x", threshold: 0.5 });
    expect("reason" in result ? result.reason.length : 1, type).toBeGreaterThan(0);
  }
});

test.each([
  ["{{a}} {{ b.c[0] }} {{vars.a}}", "1 x 1"],
  ["{{ b | dump }}", '{"c":["x"]}'],
  ["{{a|upper}}{{ missing }}{{ missing | default('d') }}", "1d"],
])("the template %j is filled", (text, filled) => {
  expect(fillText(text, { a: 1, b: { c: ["x"] } })).toBe(filled);
});

test.each(["{{ range.constructor('x')() }}", "{{ env.KEY }}", "{{ a + 1 }}", "{{ a | unknown }}"])(
  "the template %j is refused",
  (text) => {
    expect(() => fillText(text, { a: 1 })).toThrow(/is not a variable/);
  },
);

test.each([
  ["contains:refund", { type: "contains", value: "refund" }],
  ["not-contains: sorry", { type: "not-contains", value: "sorry" }],
  ["similar(0.8):hello there", { type: "similar", value: "hello there", threshold: 0.8 }],
  ['contains-any: a, "b, c"', { type: "contains-any", value: ["a", "b, c"] }],
  ["fn:output.length > 3", { type: "javascript", value: "output.length > 3" }],
  ["grade: is polite", { type: "llm-rubric", value: "is polite" }],
  ["file://check.py", { type: "python", value: "file://check.py" }],
  ["is-json", { type: "is-json" }],
  ["latency(500)", { type: "latency", threshold: 500 }],
  ["regex", { type: "equals", value: "regex" }],
  ["Billing: late", { type: "equals", value: "Billing: late" }],
])("the CSV cell %j is an assertion", (text, assertion) => {
  expect(parseAssertionText(text)).toEqual(assertion);
});

const run = async (code: string) => {
  const context = { vars: { q: "b" } };
  const result = await runScript({
    code,
    values: { output: " abc ", expected: null, input: {}, context },
  });
  return result.ok ? result.value : result.reason;
};

test.each([
  ["output.includes('b');", true],
  ["output.split('').every((c) => { return c !== 'z' })", true],
  ["(output, context) => output.includes(context.vars.q)", true],
  ["const n = output.length; return n > 3", true],
  ["const n = output.trim().length;\nreturn { pass: n === 3, score: n }", { pass: true, score: 3 }],
  ["return 0.5 // half", 0.5],
  ["const n = output.trim(); n.split(';').length === 1;", true],
  ["output.length > 2 // more\n", true],
])("the code %j runs in the sandbox", async (source, value) => {
  expect(await run(functionBody(source))).toEqual(value);
});

test.each([
  ["module.exports = (output) => output.length;", undefined, 5],
  ["export default function (output) { return output.trim(); }", undefined, "abc"],
  ["export const check = (output) => output.length > 1;\nexport const other = 1;", "check", true],
  ["module.exports = { check(output, { vars }) { return vars.q; } };", "check", "b"],
])("the file %j exports what runs", async (source, name, value) => {
  expect(await run(moduleBody(source, name))).toEqual(value);
});

test("a transform runs before the code", async () => {
  const transform = functionBody("output.trim().toUpperCase()");
  expect(await run(afterTransform(functionBody("output === 'ABC'"), transform))).toBe(true);
});

test("a check after a transform is code that says the same", async () => {
  const transformed = (assertion: JsonObject) => map({ ...assertion, transform: "output.trim()" });
  const verdicts = await Promise.all(
    (
      [
        { type: "equals", value: "abc" },
        { type: "not-contains", value: "b" },
        { type: "icontains-any", value: ["X", "C"] },
        { type: "regex", value: "^a.c$" },
        { type: "is-json" },
      ] as JsonObject[]
    ).map((assertion) => {
      const result = transformed(assertion);
      const spec = "scorer" in result ? result.scorer : null;
      return spec?.kind === "script" ? run(spec.config.code) : null;
    }),
  );
  expect(verdicts).toEqual([true, false, true, true, false]);
});
