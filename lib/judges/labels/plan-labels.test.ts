import { expect, test } from "vitest";
import type { LabelRow } from "@/lib/judges/label-contract";
import { PASS_OR_FAIL } from "@/lib/scorers/judge-definition";
import { itemHashOf } from "./label-split";
import { planLabels } from "./plan-labels";

const judge = {
  labels: PASS_OR_FAIL,
  model: "gpt-4.1",
  prompt: "judges/helpful",
  members: new Map([["Ines", "id-of-ines"]]),
  authors: new Set(["id-of-ines"]),
  importedById: "id-of-ines" as string | null,
};
const row = (more: Partial<LabelRow> = {}): LabelRow => ({
  inputs: { ticket: "Where is it?" },
  output: "On its way.",
  label: "pass",
  labeller: "Priya",
  ...more,
});
const plan = (
  rows: LabelRow[],
  existing: Parameters<typeof planLabels>[1] = [],
  more: Partial<typeof judge> = {},
) =>
  planLabels(
    rows.map((label, index) => ({ row: index + 1, label })),
    existing,
    { ...judge, ...more },
  );

const importedByInes = {
  labeller: "Priya",
  labellerId: null,
  importedBy: "Ines",
  importedById: "id-of-ines",
  label: "pass",
  note: "",
};

test("two people on one output are two labels of it", () => {
  const { items, imported } = plan([row(), row({ labeller: "Jonas", label: "FAIL" })]);
  expect(imported).toBe(2);
  expect(items).toHaveLength(1);
  expect([...(items[0]?.labels ?? [])].map(([who, { label }]) => [who, label])).toEqual([
    ["Priya", "pass"],
    ["Jonas", "fail"],
  ]);
});

test("what an author imported is imported again by somebody else, who confirms it", () => {
  const before = {
    itemHash: itemHashOf(row()),
    split: "dev" as const,
    labels: [importedByInes],
    judgeLabel: null,
    isAsked: false,
  };
  const byJonas = { importedById: "id-of-jonas" };
  expect(plan([row(), row()], [before], byJonas)).toMatchObject({ imported: 1, skipped: 1 });
  const confirmed = { ...before, labels: [{ ...importedByInes, ...byJonas }] };
  expect(plan([row()], [confirmed], byJonas)).toMatchObject({ imported: 0, skipped: 1 });
});

test("what is known is skipped, and a changed mind is not", () => {
  const before = {
    itemHash: itemHashOf(row()),
    split: "dev" as const,
    labels: [importedByInes],
    judgeLabel: null,
    isAsked: false,
  };
  expect(plan([row()], [before])).toMatchObject({ imported: 0, skipped: 1 });
  expect(plan([row({ label: "fail" })], [before])).toMatchObject({ imported: 1, skipped: 0 });
  expect(plan([row({ judgeLabel: "fail" })], [before])).toMatchObject({ imported: 1 });
  expect(plan([row(), row()])).toMatchObject({ imported: 1, skipped: 1 });
});

test.each([
  ["an unknown label", row({ label: "maybe" }), /“maybe” is unknown. Use pass, fail/],
  ["an unknown verdict", row({ judgeLabel: "maybe" }), /judge's label “maybe”/],
  ["a model's label", row({ labeller: "gpt-4" }), /Labels made by a model never calibrate/],
])("%s is an error of its row, and the others are imported", (_, wrong, message) => {
  const { imported, errors } = plan([row({ output: "x" }), wrong, row({ output: "y" })]);
  expect(imported).toBe(2);
  expect(errors).toEqual([{ row: 2, message: expect.stringMatching(message) }]);
});

test.each([
  [
    "given here",
    { labellerId: "id-of-priya", importedBy: null },
    /Priya labelled this output here/,
  ],
  [
    "given here by the importer",
    { labellerId: null, importedBy: null },
    /labelled this output here/,
  ],
  [
    "an admin’s import for a member",
    { labellerId: "id-of-priya", importedBy: "Tomas" },
    /Tomas imported this label as Priya’s/,
  ],
])("a label %s is changed by no import, and a verdict beside it may come", (_, who, message) => {
  const before = {
    itemHash: itemHashOf(row()),
    split: "dev" as const,
    labels: [{ labeller: "Priya", importedById: null, ...who, label: "pass", note: "Fine" }],
    judgeLabel: null,
    isAsked: false,
  };
  expect(plan([row({ label: "fail" })], [before])).toMatchObject({
    imported: 0,
    errors: [{ row: 1, message: expect.stringMatching(message) }],
  });
  const { items, imported } = plan([row({ note: "Fine", judgeLabel: "fail" })], [before]);
  expect(imported).toBe(1);
  expect(items[0]?.labels.size).toBe(0);
});

test("an output stays in its split", () => {
  const { errors } = plan([row({ split: "dev" }), row({ split: "test", labeller: "Jonas" })]);
  expect(errors[0]?.message).toMatch(/in the dev split and cannot move to test/);
});

test("what the judge said when it was asked is not written over by a file", () => {
  const before = {
    itemHash: itemHashOf(row()),
    split: "test" as const,
    labels: [{ ...importedByInes, importedBy: "Tomas", importedById: "id-of-tomas" }],
    judgeLabel: "fail",
    isAsked: true,
  };
  const claim = plan([row({ judgeLabel: "pass" })], [before]);
  expect(claim).toMatchObject({ items: [], imported: 0 });
  expect(claim.errors[0]?.message).toMatch(/The judge itself said fail/);
  expect(plan([row({ judgeLabel: "fail" })], [before])).toMatchObject({ skipped: 1, errors: [] });
  const [item] = plan([row({ labeller: "Jonas", judgeLabel: "fail" })], [before]).items;
  expect(item).toMatchObject({ judgeLabel: null });
});
