import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { ImportQuery } from "@/lib/eval-sets/import/import-report";
import { makeTestProject } from "@/lib/projects/test-project";
import { addCase } from "./add-case";
import { createEvalSet } from "./create-eval-set";
import { exportCases } from "./export-cases";
import { getCase } from "./reads";
import { updateCase } from "./update-case";

const steps = {
  route: "billing",
  lookup: { $match: "superset", value: { tool: "lookup_payments" } },
  passages: ["6.2", "4.1"],
};

const read = (actor: Actor, name: string, text: string, contentType: string) =>
  importCases(actor, name, { bytes: Buffer.from(text), contentType, query: ImportQuery.parse({}) });

async function prepare() {
  const { editor } = await makeTestProject();
  for (const name of ["one", "two"]) await createEvalSet(editor, { name });
  return editor;
}

test("a row of JSONL says what steps should give, and a file of either kind gives it back", async () => {
  const editor = await prepare();
  const row = { id: "a", input: { ticket: "Charged twice" }, expected: "x", steps };
  await read(editor, "one", JSON.stringify(row), "application/jsonl");
  expect(await getCase(editor, "one", "a")).toMatchObject({ input: row.input, steps });
  for (const [format, contentType] of [
    ["csv", "text/csv"],
    ["jsonl", "application/jsonl"],
  ] as const) {
    const file = await (await exportCases(editor, "one", { format })).text();
    await read(editor, "two", file, contentType);
    expect(await getCase(editor, "two", "a")).toMatchObject({ input: row.input, steps });
  }
});

test("columns of a CSV name single steps", async () => {
  const editor = await prepare();
  await read(editor, "one", "id,input.ticket,step.route\na,Charged twice,billing\n", "text/csv");
  expect(await getCase(editor, "one", "a")).toMatchObject({ steps: { route: "billing" } });
});

test("a case that only expects steps changes like any other", async () => {
  const editor = await prepare();
  await addCase(editor, "one", { caseId: "a", input: { ticket: "x" }, steps: { route: "a" } });
  const change = await updateCase(editor, "one", "a", { steps: { route: "b" } });
  expect(change).toMatchObject({ revision: 2, case: { steps: { route: "b" } } });
  const same = await updateCase(editor, "one", "a", { steps: { route: "b" } });
  expect(same.revision).toBe(2);
});
