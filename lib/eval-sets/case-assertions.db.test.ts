import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { ImportQuery } from "@/lib/eval-sets/import/import-report";
import { makeTestProject } from "@/lib/projects/test-project";
import type { ScorerSpecInput } from "@/lib/scorers/contract";
import { addCase } from "./add-case";
import { copyCase } from "./copy-case";
import { createEvalSet } from "./create-eval-set";
import { getRevisionChanges } from "./get-revision-changes";
import { getCase, listCases } from "./reads";
import { restoreRevision } from "./restore-revision";
import { updateCase } from "./update-case";
import { updateCases } from "./update-cases";

const page = { limit: 100 };
const polite: ScorerSpecInput = { kind: "contains", name: "polite", config: { value: "please" } };
const short: ScorerSpecInput = { kind: "word-count", config: { max: 9 } };

function importJsonl(actor: Actor, rows: readonly object[]) {
  return importCases(actor, "triage", {
    bytes: Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n")),
    contentType: "application/jsonl",
    query: ImportQuery.parse({}),
  });
}

async function prepare() {
  const project = await makeTestProject();
  await createEvalSet(project.editor, { name: "triage" });
  return project;
}

test("a case's own scorers are part of its state: every change is a revision and can be undone", async () => {
  const { editor } = await prepare();
  await addCase(editor, "triage", { caseId: "one", input: { text: "a" }, assertions: [polite] });
  const edited = await updateCase(editor, "triage", "one", { kind: "edge" });
  expect(edited.case).toMatchObject({ assertions: [{ kind: "contains", name: "polite" }] });
  const same = await updateCase(editor, "triage", "one", { assertions: [polite] });
  expect(same.revision).toBe(2);
  await updateCase(editor, "triage", "one", { assertions: [polite, short] });
  expect((await getRevisionChanges(editor, "triage", 3, page)).data).toMatchObject([
    { before: { assertions: [{}] }, after: { assertions: [{}, { kind: "word-count" }] } },
  ]);
  await updateCase(editor, "triage", "one", { assertions: null });
  expect((await getCase(editor, "triage", "one")).assertions).toBeNull();
  await restoreRevision(editor, "triage", 3);
  expect((await getCase(editor, "triage", "one")).assertions).toHaveLength(2);
  const copy = await copyCase(editor, "triage", "one");
  expect(copy.case).toMatchObject({ assertions: [{}, {}] });
});

test("scorers that cannot be used, or that ask a model, are refused with their place", async () => {
  const { editor } = await prepare();
  const add = (assertions: unknown) =>
    addCase(editor, "triage", { input: { text: "a" }, assertions: assertions as [] });
  await expect(add([{ kind: "regex", config: { pattern: "(" } }])).rejects.toMatchObject({
    code: "invalid",
    errors: [{ path: "assertions.0.config.pattern" }],
  });
  const local = { provider: "local", name: "baseline" };
  for (const spec of [
    { kind: "judge-rubric", config: { rubric: "Is it kind?", model: local } },
    { kind: "similar", config: { model: local } },
    {
      kind: "all",
      config: { scorers: [{ scorer: { kind: "similar", config: { model: local } } }] },
    },
  ]) {
    await expect(add([polite, spec])).rejects.toThrow(/ask no model/);
  }
  expect((await listCases(editor, "triage", page)).data).toEqual([]);
});

test("an import takes them row by row, and a wrong one stops its row only", async () => {
  const { editor } = await prepare();
  const report = await importJsonl(editor, [
    { id: "a", input: { text: "a" }, assertions: [polite] },
    { id: "b", input: { text: "b" } },
    { id: "c", input: { text: "c" }, assertions: [{ kind: "politeness" }] },
    {
      id: "d",
      input: { text: "d" },
      assertions: [{ kind: "script", config: { code: "return (" } }],
    },
    { id: "e", input: { text: "e" }, assertions: null },
  ]);
  expect(report).toMatchObject({ imported: 3, errorRows: 2, warnings: [] });
  expect(report.errors).toMatchObject([
    { row: 3, message: expect.stringMatching(/Unknown scorer kind/) },
    { row: 4, column: "assertions", message: expect.stringMatching(/not valid JavaScript/) },
  ]);
  const again = await importJsonl(editor, [
    { id: "a", input: { text: "a" }, assertions: [polite, short] },
    { id: "b", input: { text: "b" } },
  ]);
  expect(again).toMatchObject({ imported: 0, updated: 1, skipped: 1 });
  const cleared = await importJsonl(editor, [{ id: "a", input: { text: "a" }, assertions: null }]);
  expect(cleared).toMatchObject({ updated: 1 });
  expect((await getCase(editor, "triage", "a")).assertions).toBeNull();
});

test("the same input with other scorers is another row, not a duplicate", async () => {
  const { editor } = await prepare();
  const row = { input: { text: "a" }, expected: "x" };
  const report = await importJsonl(editor, [
    { ...row, assertions: [polite] },
    { ...row, assertions: [short] },
    { ...row, assertions: [short] },
    row,
  ]);
  expect(report).toMatchObject({ imported: 2, skipped: 2 });
});

test("below admin a holdout case has only scorers that compare with its expected answer", async () => {
  const { editor, admin } = await prepare();
  const refused = { code: "holdout_not_approved" };
  const holdout = { input: { text: "a" }, expected: "x", split: "holdout" } as const;
  await expect(
    addCase(editor, "triage", { ...holdout, assertions: [polite] }),
  ).rejects.toMatchObject(refused);
  await addCase(editor, "triage", { ...holdout, assertions: [{ kind: "equals" }] });

  await addCase(editor, "triage", { caseId: "b", input: { text: "b" }, assertions: [polite] });
  await expect(updateCase(editor, "triage", "b", { split: "holdout" })).rejects.toMatchObject(
    refused,
  );
  const move = { caseIds: ["b"], set: { split: "holdout" } } as const;
  await expect(updateCases(editor, "triage", { ...move, caseIds: ["b"] })).rejects.toMatchObject(
    refused,
  );
  const report = await importJsonl(editor, [
    { input: { text: "c" }, split: "holdout", assertions: [short] },
    { id: "b", input: { text: "b" }, split: "holdout", assertions: [polite] },
  ]);
  expect(report).toMatchObject({ imported: 0, updated: 0, errorRows: 2 });
  expect(report.errors.map(({ column }) => column)).toEqual(["assertions", "assertions"]);

  await updateCase(admin, "triage", "b", { split: "holdout" });
  const { data } = await listCases(editor, "triage", page);
  expect(data).toEqual([
    { withheld: true, split: "holdout" },
    { withheld: true, split: "holdout" },
  ]);
  await expect(updateCase(editor, "triage", "b", { assertions: null })).rejects.toMatchObject({
    code: "forbidden",
  });
  const changes = await getRevisionChanges(editor, "triage", 3, page);
  expect(JSON.stringify(changes)).not.toContain("polite");
  const stored = await db.evalCase.count({ where: { caseId: "b", untilRevision: null } });
  expect(stored).toBeGreaterThan(0);
});
