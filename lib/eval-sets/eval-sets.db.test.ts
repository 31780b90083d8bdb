import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { importCases } from "@/lib/eval-sets/import/import-cases";
import { ImportQuery } from "@/lib/eval-sets/import/import-report";
import { makeTestProject } from "@/lib/projects/test-project";
import { createSegment } from "@/lib/segments/create-segment";
import { addCase } from "./add-case";
import { copyCase } from "./copy-case";
import { createEvalSet } from "./create-eval-set";
import { deleteCases } from "./delete-cases";
import { exportCases } from "./export-cases";
import { getRevisionChanges } from "./get-revision-changes";
import { previewSegment } from "./preview-segment";
import { getCase, getEvalSet, listCases, listEvalSets, listRevisions } from "./reads";
import { restoreRevision } from "./restore-revision";
import { updateCase } from "./update-case";
import { updateCases } from "./update-cases";

const page = { limit: 100 };

async function importCsv(actor: Actor, name: string, text: string, query: object = {}) {
  return importCases(actor, name, {
    bytes: Buffer.from(text),
    contentType: "text/csv",
    query: ImportQuery.parse(query),
  });
}

test("every row of an import is accounted for, and good rows are kept beside bad ones", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "triage" });
  await addCase(editor, "triage", { caseId: "old", input: { ticket: "Where is my tent?" } });
  const report = await importCsv(
    editor,
    "triage",
    [
      "id;ticket;expected.category;kind",
      'a;"Two lines\nof text";order;routine',
      ";Where is my tent?;order;",
      ";   ;order;",
      "b;Refund please;refund;egde",
      "old;Where is my red tent?;order;edge",
      ";Refund now;refund;edge",
      "c;Too;many;cells;here",
    ].join("\n"),
  );
  expect(report).toMatchObject({ rows: 7, imported: 3, updated: 1, skipped: 0, errorRows: 3 });
  expect(report.errors.map(({ row }) => row)).toEqual([3, 4, 7]);
  expect(report.errors[1]?.message).toContain("egde");
  expect(report.duplicates).toEqual([]);
  expect(report.relabels).toEqual([
    { row: 2, of: "old", text: "Where is my tent?", from: null, to: { category: "order" } },
  ]);
  const { data } = await listCases(editor, "triage", page);
  expect(data.map((one) => !one.withheld && one.caseId)).toEqual([
    "old",
    "a",
    expect.anything(),
    expect.anything(),
  ]);
  expect((await getCase(editor, "triage", "old")).since).toBe(report.revision);
});

test("the same file imported twice changes nothing and makes no revision", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "twice" });
  const csv = "text,category\nLost card,card_lost\nNew card,card_new\n";
  const first = await importCsv(editor, "twice", csv, { mapping: '{"category":"expected"}' });
  const again = await importCsv(editor, "twice", csv, { mapping: '{"category":"expected"}' });
  expect(first).toMatchObject({ imported: 2, revision: 1 });
  expect(again).toMatchObject({ imported: 0, skipped: 2, revision: 1 });
});

test("a dry run says what an import would do and does not do it", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "dry" });
  await addCase(editor, "dry", { input: { text: "I lost my new card" } });
  const report = await importCsv(editor, "dry", "text\nMy old card\nHello there you\n", {
    dryRun: "true",
  });
  expect(report).toMatchObject({ imported: 2, dryRun: true, revision: 1 });
  expect(report.nearDuplicates).toHaveLength(0);
  const near = await importCsv(editor, "dry", 'text\n"My NEW card: I lost"\n', { dryRun: "1" });
  expect(near.nearDuplicates).toHaveLength(1);
  expect((await getEvalSet(editor, "dry")).counts).toEqual({ development: 1, holdout: 0 });
});

test("an input with two expected values is two cases, the same row twice is one, told with its text", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "repeated" });
  const rows = "Lost card,lost\nLost card,stolen\nLost card,lost\nLost card,\n";
  const report = await importCsv(editor, "repeated", `text,expected\n${rows}`);
  expect(report).toMatchObject({ imported: 2, skipped: 2, relabels: [] });
  expect(report.duplicates.map(({ ofRow, text }) => [ofRow, text])).toEqual([
    [1, "Lost card"],
    [1, "Lost card"],
  ]);
  const again = await importCsv(editor, "repeated", `text,expected\n${rows}`);
  expect(again).toMatchObject({ imported: 0, updated: 0, skipped: 4, revision: report.revision });
});

test("a corrected label without an id is offered as an update of its case", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "corrected" });
  const first = await importCsv(editor, "corrected", "text,expected\nLost card,stolen\nHello,hi\n");
  const corrected = "text,expected\nLost card,lost\nHello,hi\n";
  const offer = await importCsv(editor, "corrected", corrected, { dryRun: "true" });
  const before = await listCases(editor, "corrected", page);
  const caseId = before.data.find((one) => !one.withheld && one.expected === "stolen");
  const of = caseId && !caseId.withheld ? caseId.caseId : "";
  expect(offer).toMatchObject({ imported: 1, updated: 0, updatedCases: [], skipped: 1 });
  expect(offer.relabels).toEqual([{ row: 1, of, text: "Lost card", from: "stolen", to: "lost" }]);
  const done = await importCsv(editor, "corrected", corrected, { relabel: "update" });
  const revision = first.revision + 1;
  expect(done).toMatchObject({ imported: 0, updated: 1, updatedCases: [of], revision });
  expect((await getCase(editor, "corrected", of)).expected).toBe("lost");
});

test("the column with a usual name is suggested as the expected one, and a file that expects nothing says so", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "suggested" });
  const csv = "text,category\nLost card,lost\n";
  const plain = await importCsv(editor, "suggested", csv, { dryRun: "true" });
  expect(plain.columns[1]).toMatchObject({ target: "input.category", isSuggested: false });
  expect(plain.warnings).toEqual([expect.stringMatching(/No row has.*“category”\?/)]);
  const suggestion = await importCsv(editor, "suggested", csv, { dryRun: "true", suggest: "true" });
  expect(suggestion.columns[1]).toMatchObject({ target: "expected", isSuggested: true });
  expect(suggestion.warnings).toEqual([]);
  const typed = { suggest: "true", mapping: '{"category":"attr.category"}' };
  const done = await importCsv(editor, "suggested", csv, typed);
  expect(done.columns[1]).toMatchObject({ target: "attr.category", isSuggested: false });
});

test("numbers that cannot be kept exactly are refused row by row, and text keeps every digit", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "numbers" });
  const lines = [
    '{"input":{"order":9007199254740993},"expected":"a"}',
    '{"input":{"order":1},"expected":{"total":1e400}}',
    '{"input":{"order":2},"attributes":{"id":12345678901234567890}}',
    '{"input":{"order":"12345678901234567890"},"expected":9007199254740991}',
  ];
  const report = await importCases(editor, "numbers", {
    bytes: Buffer.from(lines.join("\n")),
    contentType: "application/jsonl",
    query: ImportQuery.parse({}),
  });
  expect(report).toMatchObject({ imported: 1, errorRows: 3 });
  expect(report.errors.map(({ column }) => column)).toEqual(["input.order", "expected", "attr.id"]);
  expect(report.errors[0]?.message).toContain("9,007,199,254,740,991");
  const { data } = await listCases(editor, "numbers", page);
  expect(data).toMatchObject([
    { input: { order: "12345678901234567890" }, expected: 9_007_199_254_740_991 },
  ]);
});

test("an apostrophe in front and the letters of a spreadsheet survive", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "letters" });
  const report = await importCases(editor, "letters", {
    bytes: Buffer.from("text,expected\n'-5 \xfcber\x80,'=a\n", "latin1"),
    contentType: "text/csv",
    query: ImportQuery.parse({}),
  });
  expect(report.encoding).toBe("windows-1252");
  const { data } = await listCases(editor, "letters", page);
  expect(data).toMatchObject([{ input: { text: "'-5 über€" }, expected: "'=a" }]);
});

test.each(["csv", "jsonl"] as const)("a %s export imports to the same cases", async (format) => {
  const { admin } = await makeTestProject();
  await createEvalSet(admin, { name: "from" });
  await createEvalSet(admin, { name: "to" });
  const cases = [
    { caseId: "=1+1", input: { "a:json": "x", text: "'=cmd()" }, expected: { n: -5, s: "-5" } },
    { caseId: "two", input: { text: "\n@x, \"y\"; 'z'", list: [1, "2"] }, expected: { s: "" } },
    {
      caseId: "three",
      input: { text: "", other: "''-" },
      attributes: { age: 3, ok: true, t: "+1" },
    },
    { caseId: "four", input: { text: "\r\nx\u2028" }, kind: "edge", split: "holdout" },
    {
      caseId: "five",
      input: { text: "own scorers" },
      assertions: [
        { kind: "contains", name: 'sorry; "no"', config: { value: "=sorry", negate: true } },
        { kind: "trajectory", config: { tools: ["a", "b"] } },
      ],
    },
  ] as const;
  for (const one of cases) await addCase(admin, "from", JSON.parse(JSON.stringify(one)));
  const file = await (await exportCases(admin, "from", { format, holdout: "include" })).text();
  const report = await importCases(admin, "to", {
    bytes: Buffer.from(file),
    contentType: format === "csv" ? "text/csv" : "application/jsonl",
    query: ImportQuery.parse({}),
  });
  expect(report.errors).toEqual([]);
  const contents = async (name: string) =>
    (await listCases(admin, name, page)).data.map((one) => ({ ...one, since: 0 }));
  expect(await contents("to")).toEqual(await contents("from"));
});

test("two people who edit the same case do not overwrite each other", async () => {
  const { editor, reviewer } = await makeTestProject();
  await createEvalSet(editor, { name: "shared" });
  await addCase(editor, "shared", { caseId: "one", input: { text: "first" } });
  await updateCase(editor, "shared", "one", { since: 1, input: { text: "second" } });
  await expect(
    updateCase(reviewer, "shared", "one", { since: 1, input: { text: "third" } }),
  ).rejects.toMatchObject({ code: "stale" });
  expect((await getCase(editor, "shared", "one")).input).toEqual({ text: "second" });
});

test("an older revision keeps its cases and can be restored", async () => {
  const { editor } = await makeTestProject();
  await createEvalSet(editor, { name: "history" });
  await importCsv(editor, "history", "id,text\na,one\nb,two\nc,three\n");
  await deleteCases(editor, "history", ["a"]);
  await updateCases(editor, "history", { caseIds: ["b", "c"], set: { kind: "edge" } });
  const changes = await getRevisionChanges(editor, "history", 3, page);
  expect(changes.data.map(({ change, caseId }) => [change, caseId])).toEqual([
    ["updated", "b"],
    ["updated", "c"],
  ]);
  expect((await listCases(editor, "history", { ...page, revision: 1 })).data).toHaveLength(3);
  const { revision, changed } = await restoreRevision(editor, "history", 1);
  expect({ revision, changed }).toEqual({ revision: 4, changed: 3 });
  expect(await getCase(editor, "history", "b")).toMatchObject({ kind: "routine", since: 4 });
  expect((await listRevisions(editor, "history", page)).data.map(({ number }) => number)).toEqual([
    4, 3, 2, 1,
  ]);
});

test("no door of eval sets shows holdout content to an editor", async () => {
  const { admin, editor, id } = await makeTestProject();
  const secret = "SENTINEL-7f3a";
  await createEvalSet(editor, { name: "held" });
  await addCase(editor, "held", { caseId: "was-dev", input: { text: `${secret} moved away` } });
  await updateCases(editor, "held", { caseIds: ["was-dev"], set: { split: "holdout" } });
  for (let n = 0; n < 6; n += 1) {
    await addCase(admin, "held", {
      caseId: `h${n}`,
      split: "holdout",
      input: { text: `${secret} question ${n}`, [`${secret}-variable`]: "x" },
      expected: { answer: `${secret} answer`, [`${secret}-field`]: 1 },
      attributes: { tier: `${secret}-tier`, [`${secret}-attribute`]: "y" },
    });
  }
  await updateCase(admin, "held", "h1", { input: { text: `${secret} edited` } });
  await addCase(editor, "held", { caseId: "dev", input: { text: "visible" } });
  await createSegment(editor, {
    name: "tiered",
    description: "",
    condition: { subject: "attribute", attribute: "tier", operator: "exists" },
  });

  const attempts: (() => Promise<unknown>)[] = [
    () => listEvalSets(editor, { ...page, archived: "false" }),
    () => getEvalSet(editor, "held"),
    () => getEvalSet(editor, "held", { revision: 3 }),
    () => listCases(editor, "held", page),
    () => listCases(editor, "held", { ...page, revision: 1 }),
    () => listCases(editor, "held", { ...page, q: "moved" }),
    () => listCases(editor, "held", { ...page, segment: "tiered" }),
    () => listCases(editor, "held", { ...page, split: "holdout" }),
    () => getCase(editor, "held", "h1"),
    () => getCase(editor, "held", "was-dev", { revision: 1 }),
    () => updateCase(editor, "held", "h1", { kind: "edge" }),
    () => updateCases(editor, "held", { caseIds: ["h1"], set: { split: "development" } }),
    () => copyCase(editor, "held", "h1"),
    () => deleteCases(editor, "held", ["h1"]),
    () => restoreRevision(editor, "held", 1),
    () => restoreRevision(editor, "held", 3),
    () => addCase(editor, "held", { caseId: "h2", input: { text: "taken" } }),
    () => addCase(editor, "held", { input: { text: "mine" }, split: "holdout" }),
    () => listRevisions(editor, "held", page),
    ...[1, 2, 3, 4, 9].map((n) => () => getRevisionChanges(editor, "held", n, page)),
    () => previewSegment(editor, { subject: "attribute", attribute: "tier", operator: "exists" }),
    async () => (await exportCases(editor, "held", { format: "csv" })).text(),
    async () => (await exportCases(editor, "held", { format: "jsonl", revision: 1 })).text(),
    ...["true", "false"].map(
      (dryRun) => () =>
        importCsv(editor, "held", "id,text\nh1,changed\nx,question zero\ny,edited question\n", {
          dryRun,
        }),
    ),
  ];
  for (const attempt of attempts) {
    const shown = await attempt().catch(
      (error: Error) => `${error.message}${JSON.stringify(error)}`,
    );
    expect(JSON.stringify(shown)).not.toContain(secret);
  }
  const events = await db.event.findMany({ where: { projectId: id } });
  expect(JSON.stringify(events)).not.toContain(secret);
  expect(await getCase(admin, "held", "h1")).toMatchObject({ split: "holdout", kind: "routine" });
  expect(JSON.stringify(await listCases(admin, "held", page))).toContain(secret);
});

test("only an admin unseals, and the event says so", async () => {
  const { admin, editor, id } = await makeTestProject();
  await createEvalSet(editor, { name: "seal" });
  await addCase(editor, "seal", { caseId: "h", split: "holdout", input: { text: "kept" } });
  await expect(updateCase(editor, "seal", "h", { split: "development" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await updateCase(admin, "seal", "h", { split: "development" });
  expect((await getCase(editor, "seal", "h")).input).toEqual({ text: "kept" });
  const event = await db.event.findFirst({ where: { projectId: id, type: "eval_set.unsealed" } });
  expect(event?.actorName).toBe("Priya");
});

test("holdout groups of 1 to 4 cases are not counted for an editor", async () => {
  const { admin, editor } = await makeTestProject();
  await createEvalSet(editor, { name: "small" });
  for (const text of ["a", "b", "c"]) {
    await addCase(admin, "small", { split: "holdout", kind: "edge", input: { text } });
  }
  const kindsOf = async (actor: Actor) =>
    (await getEvalSet(actor, "small")).kinds.find(({ kind }) => kind === "edge")?.holdout;
  expect(await kindsOf(editor)).toBeNull();
  expect(await kindsOf(admin)).toBe(3);
});

test("authors may take back their own addition to holdout, and nobody else's", async () => {
  const { editor, reviewer } = await makeTestProject();
  await createEvalSet(editor, { name: "undo" });
  await importCsv(editor, "undo", "text\none\n");
  await importCsv(editor, "undo", "text\ntwo\nthree\n", { split: "holdout" });
  await expect(restoreRevision(reviewer, "undo", 1)).rejects.toMatchObject({ code: "forbidden" });
  await restoreRevision(editor, "undo", 1);
  expect((await getEvalSet(editor, "undo")).counts).toEqual({ development: 1, holdout: 0 });
});

test("paging walks every case once, in both splits", async () => {
  const { admin } = await makeTestProject();
  await createEvalSet(admin, { name: "long" });
  const rows = Array.from(
    { length: 45 },
    (_, n) => `r${n},text ${n},${n % 3 ? "development" : "holdout"}`,
  );
  await importCsv(admin, "long", ["id,text,split", ...rows].join("\n"));
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await listCases(admin, "long", { limit: 7, ...(cursor ? { cursor } : {}) });
    ids.push(...answer.data.map((one) => (one.withheld ? "" : one.caseId)));
    cursor = answer.nextCursor ?? undefined;
  } while (cursor);
  expect(ids).toHaveLength(45);
  expect(new Set(ids).size).toBe(45);
});

test("a viewer reads and does not write; another project's set does not exist", async () => {
  const { viewer, editor } = await makeTestProject();
  const other = await makeTestProject();
  await createEvalSet(editor, { name: "mine" });
  expect((await getEvalSet(viewer, "mine")).name).toBe("mine");
  await expect(addCase(viewer, "mine", { input: { a: "b" } })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(getEvalSet(other.admin, "mine")).rejects.toMatchObject({ code: "not_found" });
});

test("holdout cases leave in a file by an admin's explicit choice only, which is recorded", async () => {
  const { admin, editor, id } = await makeTestProject();
  await createEvalSet(admin, { name: "leaving" });
  await addCase(admin, "leaving", { caseId: "open", input: { text: "open" } });
  const holdoutCase = { caseId: "held", input: { text: "held" }, split: "holdout" as const };
  await addCase(admin, "leaving", holdoutCase);
  const fileOf = async (actor: typeof admin, more: object) => {
    const response = await exportCases(actor, "leaving", { format: "jsonl", ...more });
    const lines = (await response.text()).split("\n").length - 1;
    return [lines, response.headers.get("galley-withheld-cases")];
  };
  expect(await fileOf(admin, {})).toEqual([1, "1"]);
  expect(await fileOf(admin, { split: "holdout" })).toEqual([0, "1"]);
  await expect(fileOf(editor, { holdout: "include" })).rejects.toThrow("only an admin");
  const exported = { projectId: id, type: "eval_set.holdout_exported" };
  expect(await db.event.count({ where: exported })).toBe(0);
  expect(await fileOf(admin, { holdout: "include" })).toEqual([2, "0"]);
  expect(await db.event.count({ where: exported })).toBe(1);
});
