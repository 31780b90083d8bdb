import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { exportCases } from "@/lib/eval-sets/export-cases";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { ImportQuery } from "@/lib/eval-sets/import/import-report";
import { getEvalSet, listCases } from "@/lib/eval-sets/reads";
import { updateCase } from "@/lib/eval-sets/update-case";
import { writeZip } from "@/lib/http/files/write-zip";
import { makeTestProject } from "@/lib/projects/test-project";

const zip = (files: Record<string, string>) =>
  writeZip(
    Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })),
  );

const send = (
  actor: Actor,
  name: string,
  bytes: Uint8Array,
  contentType: string,
  query: object = {},
) => importCases(actor, name, { bytes, contentType, query: ImportQuery.parse(query) });

async function casesOf(actor: Actor, name: string) {
  const { data } = await listCases(actor, name, { limit: 100 });
  return data.flatMap((one) => (one.withheld ? [] : [one]));
}

const config = `
prompts: [prompts.py:classify, file://prompts/plain.txt]
providers:
  - { id: "anthropic:messages:claude-haiku", label: cold, config: { temperature: 0 } }
  - { id: "anthropic:messages:claude-haiku", label: warm, config: { temperature: 1 } }
defaultTest:
  options: { transform: file://transform.py }
  assert:
    - { type: icontains-any, value: [Billing, Claims] }
    - { type: llm-rubric, value: "names one category for {{text}}", provider: openai:gpt-4o }
tests: data/tickets.csv
`;

const files = {
  "evals/promptfooconfig.yaml": config,
  "evals/prompts/plain.txt": "Classify {{text}}",
  "evals/data/tickets.csv":
    "text,label,__expected,__expected2,__metadata:tier\nBill is wrong,Billing,contains:Billing,python:len(output) < 9,gold\nMy roof,Claims,contains:Claims,,\n",
};

test("a folder with a configuration, its tests and prompts imports; every assertion runs or is stored", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "tickets" });
  const report = await send(editor, "tickets", zip(files), "application/zip");
  expect(report).toMatchObject({ rows: 2, imported: 2, errorRows: 0 });
  expect(report.errors).toEqual([
    { row: 1, column: "file", message: "file://transform.py was not uploaded." },
  ]);
  expect(report.warnings).toEqual([expect.stringContaining("file://transform.py does not run")]);
  expect(report.assertions).toEqual({
    run: 4,
    storedCount: 3,
    stored: [
      { row: 1, type: "llm-rubric", reason: "No connection is mapped to openai:gpt-4o." },
      { row: 1, type: "python", reason: "Python does not run here." },
      { row: 2, type: "llm-rubric", reason: "No connection is mapped to openai:gpt-4o." },
    ],
  });
  expect(report.promptfoo?.providers.map(({ id, uses }) => [id, uses])).toEqual([
    ["anthropic:messages:claude-haiku", ["prompt"]],
    ["openai:gpt-4o", ["grader"]],
  ]);
  expect(report.promptfoo?.prompts.map(({ problem }) => problem)).toEqual([
    expect.stringContaining("program"),
    null,
  ]);
  const [bill] = await casesOf(editor, "tickets");
  expect(bill).toMatchObject({
    input: { text: "Bill is wrong", label: "Billing" },
    expected: "Billing",
    attributes: { tier: "gold" },
    assertions: [{ kind: "icontains-any" }, { kind: "contains", config: { negate: false } }],
    promptfoo: { stored: [{ type: "llm-rubric" }, { type: "python" }] },
  });
});

test("a mapped provider makes what every test asks of a judge a scorer of the set", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "tickets", scorers: [{ kind: "is-json" }] });
  const providers = JSON.stringify({ "openai:gpt-4o": { provider: "local", name: "baseline" } });
  const report = await send(editor, "tickets", zip(files), "application/zip", { providers });
  expect(report.assertions).toMatchObject({ run: 6, storedCount: 1 });
  const { scorers } = await getEvalSet(editor, "tickets");
  expect(scorers).toMatchObject([
    { kind: "is-json" },
    {
      kind: "judge-rubric",
      config: {
        rubric: "names one category for {{input.text}}",
        model: { provider: "local", name: "baseline" },
      },
    },
  ]);
  await send(editor, "tickets", zip(files), "application/zip", { providers });
  expect((await getEvalSet(editor, "tickets")).scorers).toHaveLength(2);
  const unknown = JSON.stringify({ "openai:gpt-4o": { provider: "nowhere", name: "x" } });
  await expect(
    send(editor, "tickets", zip(files), "application/zip", { providers: unknown }),
  ).rejects.toMatchObject({ code: "not_found" });
});

test("an assertion that could never score is stored, not an error of its row", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "odd" });
  const report = await send(
    editor,
    "odd",
    Buffer.from(
      'tests: [{ vars: { q: a }, assert: [{ type: regex, value: "(a" }, { type: javascript, value: "output +" }, { type: contains, value: a }] }]',
    ),
    "application/yaml",
  );
  expect(report).toMatchObject({
    imported: 1,
    errorRows: 0,
    assertions: { run: 1, storedCount: 2 },
  });
});

test("a CSV of tests imports by itself, its columns mapped like those of any CSV", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "csv" });
  const report = await send(
    editor,
    "csv",
    Buffer.from(
      "q,__expected1,__expected2,note\na,contains: x,latency(500),n\nb,grade: polite,,m\n",
    ),
    "text/csv",
    { mapping: JSON.stringify({ note: "attr.note" }) },
  );
  expect(report).toMatchObject({ imported: 2, assertions: { run: 2, storedCount: 1 } });
  const [first, second] = await casesOf(editor, "csv");
  expect(first).toMatchObject({
    input: { q: "a" },
    expected: "x",
    attributes: { note: "n" },
    assertions: [{ kind: "contains" }, { kind: "latency" }],
    promptfoo: null,
  });
  expect(second).toMatchObject({ expected: null, assertions: null });
  expect(second?.promptfoo?.stored[0]?.assertion).toEqual({ type: "llm-rubric", value: "polite" });
});

test("JSON is a configuration, a list of tests or one test a line", async () => {
  const { editor } = await makeTestProject();
  const one = { vars: { q: "a" }, assert: [{ type: "contains", value: "x" }] };
  const two = { vars: { q: "b" }, assert: [{ type: "is-xml" }] };
  const bodies = {
    config: JSON.stringify({ prompts: ["{{q}}"], tests: [one, two] }, null, 2),
    list: JSON.stringify([one, two]),
    lines: `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`,
  };
  for (const [name, body] of Object.entries(bodies)) {
    await createEvalSet(editor, { name });
    const report = await send(editor, name, Buffer.from(body), "application/json");
    expect([name, report.imported, report.assertions?.run, report.assertions?.storedCount]).toEqual(
      [name, 2, 1, 1],
    );
  }
});

test("what was stored stays through an edit and is exported as it was written", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "tickets" });
  await send(editor, "tickets", zip(files), "application/zip");
  const [bill] = await casesOf(editor, "tickets");
  await updateCase(editor, "tickets", bill?.caseId ?? "", { kind: "edge" });
  const yaml = await (await exportCases(editor, "tickets", { format: "promptfoo" })).text();
  expect(yaml).toContain("value: len(output) < 9");
  await createEvalSet(editor, { name: "again" });
  const again = await send(editor, "again", Buffer.from(yaml), "application/yaml");
  expect(again).toMatchObject({ imported: 2, assertions: { run: 4, storedCount: 3 } });
  const plain = (cases: Awaited<ReturnType<typeof casesOf>>) =>
    cases.map(({ input, expected, assertions, promptfoo }) => ({
      input,
      expected,
      assertions: assertions?.toSorted((one, two) => one.kind.localeCompare(two.kind)),
      stored: promptfoo?.stored,
    }));
  expect(plain(await casesOf(editor, "again"))).toEqual(plain(await casesOf(editor, "tickets")));
  for (const [format, type] of [
    ["csv", "text/csv"],
    ["jsonl", "application/jsonl"],
  ] as const) {
    const file = await (await exportCases(editor, "tickets", { format })).text();
    await createEvalSet(editor, { name: format });
    await send(editor, format, Buffer.from(file), type);
    expect(plain(await casesOf(editor, format))).toEqual(plain(await casesOf(editor, "tickets")));
  }
});
