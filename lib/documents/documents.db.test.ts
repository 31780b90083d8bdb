import { expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { writeZip } from "@/lib/http/files/write-zip";
import { makeTestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import { archiveDocumentSet } from "./archive-document-set";
import type { CreateDocumentSet } from "./contract";
import { createDocumentSet } from "./create-document-set";
import { importDocuments } from "./import/import-documents";
import { ImportDocumentsQuery } from "./import/import-report";
import { LANGUAGES } from "./languages";
import { getDocument, getDocumentSet, listDocumentRevisions, listDocuments } from "./reads";
import { searchDocuments } from "./search-documents";
import { updateDocumentSet } from "./update-document-set";
import { deleteDocument, writeDocument } from "./write-document";

const page = { limit: 100 };

type Sent = { text?: string; bytes?: Uint8Array; type?: string; query?: object };

function importFile(actor: Actor, { text = "", bytes, type = "text/markdown", query = {} }: Sent) {
  return importDocuments(actor, "policies", {
    bytes: Buffer.from(bytes ?? text),
    contentType: type,
    query: ImportDocumentsQuery.parse({ file: "policies.md", ...query }),
  });
}

async function makeSet(language: CreateDocumentSet["language"] = "english") {
  const project = await makeTestProject();
  await createDocumentSet(project.editor, { name: "policies", language });
  const search = async (query: string, more: object = {}) => {
    const answer = await searchDocuments(project.id, {
      ...{ documents: "policies", query, topK: 4, ...more },
    });
    return answer?.passages.map(({ id }) => id) ?? null;
  };
  return { ...project, search };
}

const ENGLISH = `# Refunds
## Deadlines
Refunds are paid within 30 days of the return.
## Methods
Money goes back to the card that paid.
# Shipping
Parcels leave the warehouse in two days. A refund of the postage is not possible.
# Warranty
Broken tents are repaired for free.`;

test("every language of the list is one of PostgreSQL's", async () => {
  const rows = await db.$queryRaw<{ name: string }[]>`select cfgname as name from pg_ts_config`;
  const names = rows.map(({ name }) => name);
  expect(LANGUAGES.filter((language) => !names.includes(language))).toEqual([]);
});

test("a Markdown file becomes one revision of passages, and what is in titles comes first", async () => {
  const { editor, search } = await makeSet();
  const report = await importFile(editor, { text: ENGLISH });
  expect(report).toMatchObject({ rows: 4, added: 4, updated: 0, errorRows: 0, revision: 1 });
  expect(await search("Can I get a refund?")).toEqual([
    "policies/deadlines",
    "policies/methods",
    "policies/shipping",
  ]);
});

test("English words are compared by their stems", async () => {
  const { editor, search } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  expect(await search("my tent was repairing, it breaks")).toEqual(["policies/warranty"]);
});

test("German words are compared by their stems, umlauts, quotes and capitals included", async () => {
  const { editor, search } = await makeSet("german");
  await importFile(editor, {
    text: "# Rückgabe\nDie Rückgaben sind „kostenlos“ – auch ÜBERGRÖSSEN.\n# Versand\nWir verschicken Pakete.",
  });
  expect(await search("Ist die rückgabe kostenloser Übergrössen möglich?")).toEqual([
    "policies/rückgabe",
  ]);
  expect(await search("Wurde mein Paket verschickt?")).toEqual(["policies/versand"]);
});

test("Chinese and Japanese are compared by pairs of characters", async () => {
  const { editor, search } = await makeSet("simple");
  await importFile(editor, {
    text: "# 退款\n退款在三十天内完成。\n# 配送\n包裹两天内发出。\n# 返金\n返金は三十日以内です。",
  });
  expect(await search("我想申请退款")).toEqual(["policies/退款"]);
  expect(await search("返金してください")).toEqual(["policies/返金"]);
});

test("a query is any text: operators, quotes and broken characters are words or nothing", async () => {
  const { editor, search } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  const texts = ["refund' | !b & (c", "\\refund\\ 'x' :*", "<-> refund <2>", "\0\uD800 refund"];
  for (const text of texts) expect(await search(text)).toContain("policies/deadlines");
  for (const text of ["the and of", "?!", "' | '"]) expect(await search(text)).toEqual([]);
});

test("a passage with a rare word of a ticket comes before a long one with many common words", async () => {
  const { editor, search } = await makeSet();
  const terms = "An order is an offer; please ask about an order, its delivery and its payment. ";
  const rows = [
    { id: "terms", title: "General terms", text: terms.repeat(20) },
    ...Array.from({ length: 10 }, (_, index) => ({
      ...{ id: `orders-${index}`, text: "Please pay an order on delivery, or ask about payment." },
    })),
    { id: "stoves", title: "Stoves", text: "We repair the valve of a stove." },
  ];
  await importFile(editor, { text: JSON.stringify(rows), type: "application/json" });
  const ticket =
    "Hello, please help with my order of last week: the delivery was fine, but the valve leaks. Please answer about the payment.";
  expect((await search(ticket))?.[0]).toBe("stoves");
});

test("a whole ticket of thousands of words is searched", async () => {
  const { editor, search } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  const filler = Array.from({ length: 5_000 }, (_, index) => `w${index}`).join(" ");
  expect(await search(`warranty ${filler}`)).toEqual(["policies/warranty"]);
  expect(await search(ENGLISH.repeat(20))).toHaveLength(4);
});

test("scores lie between 0 and 1, passages with the same one come by id, and few or poor ones are left out", async () => {
  const { editor, id, search } = await makeSet();
  const rows = ["c", "a", "b"].map((id) => ({ id, title: "Tents", text: "A tent for two" }));
  const body = [...rows, { id: "d", text: "One tent" }, { id: "e", text: "A boat" }];
  await importFile(editor, { text: JSON.stringify(body), type: "application/json" });
  expect(await search("tents")).toEqual(["a", "b", "c", "d"]);
  expect(await search("tents", { topK: 2 })).toEqual(["a", "b"]);
  const answer = await searchDocuments(id, {
    ...{ documents: "policies", query: "tents", topK: 4, minScore: 0 },
  });
  const scores = answer?.passages.map(({ score }) => score) ?? [];
  expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
  expect(await search("tents", { minScore: ((scores[2] ?? 0) + (scores[3] ?? 0)) / 2 })).toEqual([
    ...["a", "b", "c"],
  ]);
});

test("a pinned revision finds the same whatever is changed, removed or indexed anew later", async () => {
  const { editor, id, search } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  const before = await searchDocuments(id, {
    ...{ documents: "policies", revision: 1, query: "refunds of tents", topK: 4, minScore: 0 },
  });
  await writeDocument(editor, "policies", "policies/deadlines", { text: "Refunds: never." });
  await deleteDocument(editor, "policies", "policies/warranty");
  await updateDocumentSet(editor, "policies", { language: "simple" });
  const after = await searchDocuments(id, {
    ...{ documents: "policies", revision: 1, query: "refunds of tents", topK: 4, minScore: 0 },
  });
  expect(after).toEqual(before);
  expect(before?.passages.map((passage) => passage.id)).toContain("policies/warranty");
  expect(await search("repaired")).toEqual([]);
  expect(await search("refunding")).toEqual([]);
  const { data } = await listDocumentRevisions(editor, "policies", page);
  expect(data.map(({ number, language }) => [number, language])).toEqual([
    [4, "simple"],
    [3, "english"],
    [2, "english"],
    [1, "english"],
  ]);
});

test("what does not exist is null: a set, a set of another project, a revision to come", async () => {
  const { editor, search } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  const other = await makeTestProject();
  const query = { documents: "policies", query: "refund", topK: 4, minScore: 0 };
  expect(await searchDocuments(other.id, query)).toBeNull();
  expect(await search("refund", { documents: "others" })).toBeNull();
  expect(await search("refund", { revision: 2 })).toBeNull();
  expect(await search("refund", { revision: 0 })).toEqual([]);
});

test("an import replaces passages with the same id and leaves unchanged ones alone", async () => {
  const { editor } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  const text = ENGLISH.replace("30 days", "14 days");
  const dry = await importFile(editor, { text, query: { dryRun: "true" } });
  expect(dry).toMatchObject({ added: 0, updated: 1, unchanged: 3, revision: 1, dryRun: true });
  expect(dry.passages.find(({ state }) => state === "updated")?.id).toBe("policies/deadlines");
  expect(await importFile(editor, { text })).toMatchObject({ updated: 1, revision: 2 });
  expect(await importFile(editor, { text })).toMatchObject({ updated: 0, revision: 2 });
  const at = (revision: number) =>
    getDocument(editor, "policies", "policies/deadlines", { revision });
  expect((await at(1)).text).toContain("30 days");
  expect((await at(2)).text).toContain("14 days");
});

test.each([
  ["JSONL", "application/jsonl", '{"id":"a","title":"A","text":"one"}\n{"id":2,"text":"two"}'],
  ["CSV of questions", "text/csv", "id,question,answer\na,A,one\n2,,two"],
  [
    "JSON in an object",
    "application/json",
    '{"items":[{"id":"a","title":"A","content":"one"},{"id":2,"text":"two"}]}',
  ],
])("%s is read as documents", async (_, type, text) => {
  const { editor } = await makeSet();
  expect(await importFile(editor, { text, type })).toMatchObject({ rows: 2, added: 2 });
  const { data } = await listDocuments(editor, "policies", page);
  expect(data.map(({ id, title, excerpt }) => [id, title, excerpt])).toEqual([
    ["2", "", "two"],
    ["a", "A", "one"],
  ]);
});

test("several files come as one archive and one revision", async () => {
  const { editor } = await makeSet();
  const bytes = writeZip([
    { path: "refunds.md", bytes: Buffer.from("# Deadlines\n30 days") },
    { path: "notes.txt", bytes: Buffer.from("Plain text") },
    { path: "more.jsonl", bytes: Buffer.from('{"id":"x","text":"y"}') },
  ]);
  const report = await importFile(editor, { bytes, type: "application/zip" });
  expect(report.passages.map(({ id }) => id)).toEqual(["refunds/deadlines", "notes", "x"]);
  expect(report.revision).toBe(1);
});

test("every row is accounted for, and wrong ones stop no other", async () => {
  const { editor } = await makeSet();
  const rows = [
    { id: "a", text: "one" },
    { id: "a", text: "again" },
    { text: "no id" },
    { id: "long", text: "x".repeat(20_001) },
    { id: "empty", text: "  " },
    { id: "list", text: ["x"] },
  ];
  const text = rows.map((row) => JSON.stringify(row)).join("\n");
  const report = await importFile(editor, { text: `${text}\nno json`, type: "application/jsonl" });
  expect(report).toMatchObject({ rows: 7, added: 1, errorRows: 6 });
  expect(report.errors.map(({ row }) => row).toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
  expect(report.errors.find(({ row }) => row === 3)?.message).toBe(
    "“id” is missing or is not text.",
  );
});

test("a document that somebody else changed in the meantime is not written over", async () => {
  const { editor } = await makeSet();
  const { document } = await writeDocument(editor, "policies", "a", { text: "one", since: 0 });
  await writeDocument(editor, "policies", "a", { text: "two", since: document.since });
  const stale = writeDocument(editor, "policies", "a", { text: "three", since: document.since });
  await expect(stale).rejects.toMatchObject({ code: "stale" });
  await expect(
    writeDocument(editor, "policies", "a", { text: "four", since: 0 }),
  ).rejects.toMatchObject({ code: "stale" });
});

test("saving a document as it is makes no revision", async () => {
  const { editor } = await makeSet();
  await writeDocument(editor, "policies", "a", { title: "A", text: "one" });
  expect(await writeDocument(editor, "policies", "a", { title: "A", text: "one" })).toMatchObject({
    revision: 1,
  });
});

test("a set holds at most 20,000 documents", async () => {
  const { editor } = await makeSet();
  const set = await db.documentSet.findFirstOrThrow({ where: { projectId: editor.projectId } });
  await db.$executeRaw`
    insert into document (id, document_set_id, document_id, text, since_revision, search)
    select gen_random_uuid(), ${set.id}::uuid, 'd' || n, 'text', 0, ''::tsvector from generate_series(1, 20000) n`;
  await expect(writeDocument(editor, "policies", "one-more", { text: "x" })).rejects.toMatchObject({
    code: "too_large",
  });
  expect(await writeDocument(editor, "policies", "d1", { text: "x" })).toMatchObject({
    revision: 1,
  });
});

test("an archived set is searched as before and takes no change", async () => {
  const { editor, search } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  await archiveDocumentSet(editor, "policies", true);
  expect(await search("warranty")).toEqual(["policies/warranty"]);
  await expect(importFile(editor, { text: "# B\nb" })).rejects.toMatchObject({ code: "conflict" });
  await archiveDocumentSet(editor, "policies", false);
  expect(await importFile(editor, { text: "# B\nb" })).toMatchObject({ revision: 2 });
});

test("a set says which chains search it", async () => {
  const { editor } = await makeSet();
  await createPrompt(editor, { name: "support", kind: "text" });
  await saveVersion(editor, "support", {
    messages: [{ role: "user", content: "Hello" }],
    model: { provider: "local", name: "baseline" },
    ...{ settings: {}, commitMessage: "First" },
  });
  const steps = [{ key: "find", kind: "retrieve", config: { documents: "policies", topK: 4 } }];
  // A version is never changed, so one with a chain is put beside it.
  await db.$executeRaw`
    insert into prompt_version
    select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), 'number', 2,
      'chain', jsonb_build_object('steps', ${JSON.stringify(steps)}::jsonb)))).*
    from prompt_version v where v.project_id = ${editor.projectId}::uuid`;
  const { usedBy } = await getDocumentSet(editor, "policies");
  expect(usedBy).toEqual([{ chain: "support", version: 2 }]);
});

test("documents are listed by id, a page at a time, and filtered by any of their texts", async () => {
  const { editor } = await makeSet();
  await importFile(editor, { text: ENGLISH });
  const first = await listDocuments(editor, "policies", { limit: 3 });
  const rest = await listDocuments(editor, "policies", {
    limit: 3,
    cursor: first.nextCursor ?? "",
  });
  expect([...first.data, ...rest.data].map(({ id }) => id)).toEqual([
    "policies/deadlines",
    "policies/methods",
    "policies/shipping",
    "policies/warranty",
  ]);
  const { data } = await listDocuments(editor, "policies", { ...page, q: "WAREHOUSE" });
  expect(data.map(({ id }) => id)).toEqual(["policies/shipping"]);
});
