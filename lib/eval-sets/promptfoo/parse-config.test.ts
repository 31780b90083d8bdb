import { describe, expect, test } from "vitest";
import { listRows } from "@/lib/http/files/import-file";
import type { KeptTest } from "./kept-test";
import { parseConfig } from "./parse-config";
import { UploadedFiles } from "./uploaded-files";

type Options = Parameters<typeof parseConfig>[1];

const filesOf = (files: Record<string, string>) =>
  new UploadedFiles(new Map(Object.entries(files)));

async function read(source: string, options?: Options) {
  const file = await parseConfig(source, options);
  const rows = (await listRows(file)).map(({ cells }) => Object.fromEntries(cells));
  const kept = rows.map(({ promptfoo }) => promptfoo as unknown as KeptTest | undefined);
  return { ...file, rows, kept, scorers: rows.map(({ assertions }) => assertions ?? []) };
}

test("tests take the variables, assertions and threshold of defaultTest where they have none", async () => {
  const { rows, promptfoo, scorers } = await read(`
defaultTest:
  vars: { tone: calm, city: Bern }
  assert:
    - { type: not-icontains, value: sorry }
tests:
  - vars: { city: Ulm }
    assert: [{ type: contains, value: "{{city}}" }]
  - vars: { city: Graz }
    options: { disableDefaultAsserts: true }
`);
  expect(rows[0]).toMatchObject({ "input.city": "Ulm", "input.tone": "calm", expected: "Ulm" });
  expect(scorers[0]).toEqual([
    { kind: "icontains", config: { value: "sorry", negate: true } },
    { kind: "contains", config: { negate: false } },
  ]);
  expect(scorers[1]).toEqual([]);
  expect(promptfoo.assertions).toEqual({ run: 2, stored: [] });
});

test("assertions of defaultTest count once per test, whatever the prompts and providers", async () => {
  const { promptfoo } = await read(`
prompts: [a, b]
providers: [openai:gpt-4o, anthropic:messages:claude-sonnet]
defaultTest: { assert: [{ type: is-json }, { type: python, value: "True" }] }
tests: [{ vars: { q: 1 } }, { vars: { q: 2 } }, { vars: { q: [3, 4] } }]
`);
  expect(promptfoo.assertions.run).toBe(3);
  expect(promptfoo.assertions.stored).toEqual(
    [1, 2, 3].map((row) => ({ row, type: "python", reason: "Python does not run here." })),
  );
});

test("a list in vars makes one case each, and turning that off makes one", async () => {
  const { rows } = await read(`
tests:
  - vars: { a: [1, 2], b: [x, y] }
  - vars: { a: [1, 2] }
    options: { disableVarExpansion: true }
`);
  expect(rows.map((row) => [row["input.a"], row["input.b"]])).toEqual([
    [1, "x"],
    [1, "y"],
    [2, "x"],
    [2, "y"],
    [[1, 2], undefined],
  ]);
});

test("scenarios run every test with each entry of their config", async () => {
  const { rows, promptfoo } = await read(`
scenarios:
  - config:
      - vars: { language: German, hello: Hallo }
      - vars: { language: Dutch, hello: Hoi }
    tests:
      - vars: { who: Ada }
        assert: [{ type: icontains, value: "{{hello}}" }]
      - description: short
        vars: { who: Bo }
`);
  expect(rows.map((row) => `${row["input.language"]} ${row["input.who"]}`)).toEqual([
    "German Ada",
    "German Bo",
    "Dutch Ada",
    "Dutch Bo",
  ]);
  expect(rows[2]).toMatchObject({ expected: "Hoi" });
  expect(promptfoo.assertions.run).toBe(2);
});

test("$ref takes an assertion of the same document", async () => {
  const { scorers } = await read(`
assertionTemplates:
  short: { type: javascript, value: output.length < 10 }
tests:
  - vars: { q: a }
    assert: [{ $ref: "#/assertionTemplates/short" }, { $ref: "#/assertionTemplates/short", metric: brief }]
`);
  const code = "return (output.length < 10\n);";
  expect(scorers[0]).toEqual([
    { kind: "script", config: { code } },
    { kind: "script", name: "brief", config: { code } },
  ]);
});

test("a threshold weighs the assertions of its test, and a set is one assertion", async () => {
  const { scorers, promptfoo } = await read(`
tests:
  - vars: { q: a }
    threshold: 0.5
    assert:
      - { type: contains, value: x, weight: 3 }
      - { type: regex, value: "^y" }
  - vars: { q: b }
    assert:
      - type: assert-set
        metric: either
        threshold: 0.5
        assert: [{ type: contains, value: x }, { type: contains, value: y }]
      - type: assert-set
        assert: [{ type: contains, value: x }, { type: ruby, value: z }]
`);
  expect(scorers[0]).toMatchObject([
    {
      kind: "all",
      config: {
        threshold: 0.5,
        scorers: [
          { scorer: { kind: "contains" }, weight: 3 },
          { scorer: { kind: "regex" }, weight: 1 },
        ],
      },
    },
  ]);
  expect(scorers[1]).toMatchObject([{ kind: "all", name: "either", config: { threshold: 0.5 } }]);
  expect(promptfoo.assertions).toEqual({
    run: 3,
    stored: [{ row: 2, type: "assert-set", reason: "ruby: Ruby does not run here." }],
  });
});

test("several assertions of one type stay several", async () => {
  const { scorers } = await read(
    "tests: [{ vars: { q: a }, assert: [{ type: contains, value: x }, { type: contains, value: y }] }]",
  );
  expect(scorers[0]).toMatchObject([
    { kind: "contains" },
    { kind: "contains", config: { value: "y" } },
  ]);
});

describe("what asks a model", () => {
  const source = `
defaultTest:
  options: { provider: openai:gpt-4o-mini }
  assert: [{ type: llm-rubric, value: "Answers {{q}}" }]
tests:
  - vars: { q: a }
  - vars: { q: b }
    assert: [{ type: g-eval, value: [clear, short] }]
`;

  test("is the set's when every test has it, with references in place of the test's values", async () => {
    const model = { provider: "main", name: "gpt-4o-mini" };
    const { promptfoo, kept } = await read(source, { providers: { "openai:gpt-4o-mini": model } });
    expect(promptfoo.setScorers).toMatchObject([
      { kind: "judge-rubric", config: { rubric: "Answers {{input.q}}", model } },
    ]);
    expect(promptfoo.assertions.run).toBe(2);
    expect(promptfoo.assertions.stored).toMatchObject([{ row: 2, type: "g-eval" }]);
    expect(kept[1]?.stored[0]?.assertion).toEqual({ type: "g-eval", value: ["clear", "short"] });
  });

  test("is stored when no connection is mapped to its provider", async () => {
    const { promptfoo } = await read(source);
    expect(promptfoo.setScorers).toEqual([]);
    expect(promptfoo.assertions.stored[0]?.reason).toBe(
      "No connection is mapped to openai:gpt-4o-mini.",
    );
    expect(promptfoo.providers).toEqual([
      { id: "openai:gpt-4o-mini", label: null, uses: ["grader"] },
    ]);
  });
});

describe("files", () => {
  test("tests, defaults, variables and code come from what was uploaded", async () => {
    const files = filesOf({
      "tests/a.yaml":
        "- vars: { doc: file://docs/one.txt }\n  assert: [{ type: javascript, value: file://check.js }]",
      "tests/b.json": '[{ "vars": { "doc": "two" } }]',
      "tests/c.jsonl": '{"vars":{"doc":"three"}}\n',
      "tests/d.csv": "doc,__expected\nfour,icontains: IV\n",
      "default.yaml": "assert: [{ type: latency, threshold: 500 }]",
      "docs/one.txt": "first\n",
      "check.js": "module.exports = (output, context) => output === context.vars.doc;",
    });
    const { rows, scorers, errors, promptfoo } = await read(
      "defaultTest: file://default.yaml\ntests: [file://tests/*.yaml, tests/b.json, file://tests/c.jsonl, tests/d.csv]",
      { files },
    );
    expect(errors).toEqual([]);
    expect(rows.map((row) => row["input.doc"])).toEqual(["first", "two", "three", "four"]);
    expect(scorers[0]).toMatchObject([{ kind: "latency" }, { kind: "script" }]);
    expect(scorers[3]).toMatchObject([{ kind: "latency" }, { kind: "icontains" }]);
    expect(promptfoo.assertions).toEqual({ run: 6, stored: [] });
  });

  test("every file that was not uploaded is named, and only what needs it is left out", async () => {
    const { rows, errors, promptfoo } = await read(`
prompts: [file://p.txt]
tests:
  - file://more.csv
  - vars: { doc: file://gone.txt }
  - vars: { q: a }
    assert: [{ type: javascript, value: file://check.js }, { type: is-json, value: file://schema.json }]
`);
    expect(errors.map(({ message }) => message)).toEqual([
      "file://gone.txt was not uploaded.",
      "file://p.txt was not uploaded.",
      "file://more.csv was not uploaded.",
      "file://check.js was not uploaded.",
      "file://schema.json was not uploaded.",
    ]);
    expect(rows).toHaveLength(1);
    expect(promptfoo.assertions.stored.map(({ reason }) => reason)).toEqual([
      "file://check.js was not uploaded.",
      "file://schema.json was not uploaded.",
    ]);
  });

  test("no name leaves the upload", () => {
    const files = new UploadedFiles(
      new Map([
        ["a/b.txt", "b"],
        ["c.txt", "c"],
      ]),
      "a",
    );
    expect(files.read("file://b.txt")).toBe("b");
    expect(files.read("../c.txt")).toBe("c");
    expect(files.read("file://../../etc/passwd")).toBeNull();
    expect(files.read("file:///etc/passwd")).toBeNull();
    expect(files.list("../*.txt")).toEqual(["../c.txt"]);
    expect(files.list("../../*")).toEqual([]);
  });

  test("names of variables' files count from the file of tests that names them", async () => {
    const files = new UploadedFiles(
      new Map([
        ["evals/tests/trips.yaml", "- vars: ../shared/trip_*.yaml"],
        ["evals/shared/trip_city.yaml", "city: Bern"],
        ["evals/shared/trip_days.yaml", "days: 3"],
      ]),
      "evals",
    );
    const { rows, errors } = await read("tests: file://tests/*", { files });
    expect(errors).toEqual([]);
    expect(rows).toMatchObject([{ "input.city": "Bern", "input.days": 3 }]);
  });
});

describe("transforms", () => {
  test("JavaScript runs before the check, of the test and of the assertion", async () => {
    const { scorers, promptfoo } = await read(`
tests:
  - vars: { q: a }
    options: { transform: output.trim() }
    assert: [{ type: equals, value: x, transform: "output.slice(1)" }, { type: bleu, value: x }]
`);
    expect(scorers[0]).toMatchObject([{ kind: "script", name: "equals" }]);
    expect(promptfoo.assertions.stored).toMatchObject([
      { type: "bleu", reason: "bleu does not run after a transform." },
    ]);
  });

  test("one that cannot run is a warning, and its assertions look at the output as it is", async () => {
    const { warnings, scorers, kept } = await read(
      "tests: [{ vars: { q: a }, options: { transform: file://t.py }, assert: [{ type: contains, value: x }] }]",
      { files: filesOf({ "t.py": "def f(): pass" }) },
    );
    expect(warnings).toEqual([expect.stringContaining("file://t.py does not run")]);
    expect(scorers[0]).toMatchObject([{ kind: "contains" }]);
    expect(kept[0]?.test).toEqual({ options: { transform: "file://t.py" } });
  });
});

test("settings of promptfoo's own runs are named, and those of defaultTest stay with each test", async () => {
  const { warnings, kept } = await read(`
derivedMetrics: [{ name: f1, value: 2 }]
extensions: [file://hooks.js:start]
defaultTest: { assertScoringFunction: file://score.js, options: { transformVars: "{ ...vars }" } }
tests: [{ vars: { q: a } }]
`);
  expect(warnings).toEqual([
    "Not imported, because it belongs to promptfoo’s own runs: derivedMetrics, extensions.",
    "The option transformVars does not run, so variables stay as they are written.",
  ]);
  expect(kept[0]?.test).toEqual({
    assertScoringFunction: "file://score.js",
    options: { transformVars: "{ ...vars }" },
  });
});

test("a red team without tests is told how to write them", async () => {
  await expect(read("redteam: { plugins: [pii] }\ntargets: [http]")).rejects.toThrow(
    /promptfoo redteam generate/,
  );
});

test("YAML merges maps with <<, as promptfoo's reader does", async () => {
  const { rows } = await read(`
shared: &shared { city: Bern }
tests: [{ vars: { <<: *shared, q: a } }]
`);
  expect(rows).toMatchObject([{ "input.city": "Bern", "input.q": "a" }]);
});

test("a test without variables is a case that its description tells apart", async () => {
  const { rows } = await read("tests: [{ description: joke, assert: [] }, { assert: [] }]");
  expect(rows.map((row) => row["input.test"])).toEqual(["joke", "Test 2"]);
});

test("a configuration without tests has one, of its defaults, as in promptfoo", async () => {
  const { rows, promptfoo } = await read(
    "prompts: [Tell a joke]\ndefaultTest: { assert: [{ type: contains, value: x }] }",
  );
  expect(rows).toMatchObject([{ "input.test": "Test 1" }]);
  expect(promptfoo.assertions.run).toBe(1);
  await expect(read("description: nothing")).rejects.toThrow(/no list “tests”/);
});
