import { expect, test } from "vitest";
import { parse } from "yaml";
import type { CaseContent } from "@/lib/eval-sets/case-content";
import { listRows } from "@/lib/http/files/import-file";
import { ScorerSpec, type ScorerSpecInput } from "@/lib/scorers/contract";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";
import { parseConfig } from "./parse-config";
import { toPromptfoo } from "./to-promptfoo";

async function* rows(cases: readonly Partial<CaseContent>[]) {
  for (const one of cases) {
    yield {
      kind: "routine" as const,
      split: "development" as const,
      input: { q: "a" },
      expected: null,
      attributes: {},
      assertions: null,
      promptfoo: null,
      ...one,
    };
  }
}

async function write(
  cases: readonly Partial<CaseContent>[],
  scorers: readonly ScorerSpecInput[] = [],
): Promise<string> {
  let text = "";
  const specs = scorers.map((spec) => ScorerSpec.parse(spec));
  for await (const part of toPromptfoo("demo", specs, rows(cases))) text += part;
  return text;
}

/** The cases of a file, as the export needs them. */
async function read(source: string): Promise<Partial<CaseContent>[]> {
  const file = await parseConfig(source);
  return (await listRows(file)).map(({ cells }) => {
    const named = (prefix: string) =>
      Object.fromEntries(
        [...cells].flatMap(([name, value]) =>
          name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
        ),
      );
    return {
      input: named("input."),
      attributes: named("attr.") as CaseContent["attributes"],
      expected: cells.get("expected") ?? null,
      assertions: (cells.get("assertions") ?? null) as CaseContent["assertions"],
      promptfoo: (cells.get("promptfoo") ?? null) as unknown as CaseContent["promptfoo"],
    };
  });
}

const assertionsOf = (text: string): JsonObject[] => parse(text).tests[0].assert ?? [];

test.each([
  [
    "comparisons of defaultTest before those of the test",
    `
defaultTest: { assert: [{ type: icontains-any, value: [Billing, Claims] }] }
tests: [{ vars: { q: a }, assert: [{ type: contains, value: Billing }] }, { vars: { q: b } }]`,
  ],
  [
    "code with a bar, a function and a transform",
    `
tests:
  - vars: { q: a }
    options: { transform: output.trim() }
    assert:
      - { type: javascript, value: "output.length / 10", threshold: 0.4, metric: short }
      - { type: javascript, value: "(output, context) => ({ pass: output.includes(context.vars.q), score: 1, reason: 'x' })" }
      - { type: contains, value: x }
      - { type: is-json, value: { type: object } }`,
  ],
  [
    "a bar with weights beside something stored",
    `
tests:
  - vars: { q: a }
    threshold: 0.5
    assert: [{ type: contains, value: x, weight: 2 }, { type: regex, value: y }, { type: is-sql }]`,
  ],
  [
    "sets, lists in variables and braces that are no template",
    `
tests:
  - vars: { q: [1, 2] }
    options: { disableVarExpansion: true }
    metadata: { tier: gold }
    assert:
      - { type: assert-set, threshold: 0.5, assert: [{ type: contains, value: x }, { type: is-json }] }
      - { type: equals, value: "{% raw %}Dear {{name}}{% endraw %}" }`,
  ],
  [
    "the provider that a test names",
    "tests: [{ vars: { q: a }, provider: { id: echo }, assert: [{ type: python, value: x }] }]",
  ],
])("%s come back as they were", async (_, source) => {
  const cases = await read(source);
  expect(await read(await write(cases))).toEqual(cases);
});

test("what a case expects comes back, whether a scorer asks for it or not", async () => {
  const cases = [
    { expected: { city: "Bern" } },
    {
      expected: "Bern",
      assertions: [ScorerSpec.parse({ kind: "contains", config: { value: "Ulm" } })],
    },
    { expected: null, assertions: [ScorerSpec.parse({ kind: "equals", config: { value: 4 } })] },
  ];
  expect(await read(await write(cases))).toMatchObject(cases);
});

test("scorers of the set are assertions of every test, and those of its expected value refer to it again", async () => {
  const text = await write(
    [{ expected: "Bern" }],
    [{ kind: "equals" }, { kind: "icontains" }, { kind: "contains", config: { value: "B" } }],
  );
  expect(assertionsOf(text)).toEqual([
    { type: "equals", value: "Bern" },
    { type: "icontains", value: "Bern" },
    { type: "contains", value: "B" },
  ]);
  const [one] = await read(text);
  expect(one?.assertions?.map(({ config }) => "value" in config)).toEqual([false, false, true]);
});

test("code that asks for what a case expects, or answers with an object, runs in promptfoo", async () => {
  const code = "return { passed: output === expected && input.q === 'a', value: 0.5 };";
  const spec = ScorerSpec.parse({ kind: "script", config: { code } });
  const cases = [{ expected: "Bern", assertions: [spec] }];
  const text = await write(cases);
  const run = new Function("output", "context", String(assertionsOf(text)[0]?.value));
  const answer = (output: string): JsonValue => run(output, { vars: { q: "a" } });
  expect(answer("Bern")).toEqual({ pass: true, score: 0.5, reason: "0.5" });
  expect(answer("Ulm")).toMatchObject({ pass: false });
  expect(await read(text)).toMatchObject(cases);
});

test("a stored comparison of outputs gets two to compare, without which promptfoo stops", async () => {
  const assertion = { type: "select-best", value: "the shorter one" };
  const stored = [{ type: "select-best", reason: "It compares several outputs.", assertion }];
  const { providers } = parse(await write([{ promptfoo: { stored, test: {} } }]));
  expect(providers).toEqual(["echo", { id: "echo", label: "another" }]);
  expect(parse(await write([{}])).providers).toEqual(["echo"]);
});

test("filters of a test that name what the file does not have are left out, and said", async () => {
  const promptfoo = { stored: [], test: { providers: ["fast"] } };
  const text = await write([{ promptfoo }, { promptfoo }]);
  expect(parse(text).tests[0]).not.toHaveProperty("providers");
  expect(text).toContain("# Left out of 2 tests: providers, because");
});
