import { expect } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { isAppError } from "@/lib/http/app-error";
import { writeZip } from "@/lib/http/files/write-zip";
import { makeTestProject } from "@/lib/projects/test-project";
import { attack } from "@/scripts/testing/attack";
import { longestBlock } from "@/scripts/testing/effort";
import { createDocumentSet } from "./create-document-set";
import { importDocuments } from "./import/import-documents";
import { listDocuments } from "./reads";
import { searchDocuments } from "./search-documents";

/** In units of `effort.ts`; undisturbed it is a fifth of this. */
const LONGEST_BLOCK = 100;

async function makeSet(): Promise<Actor> {
  const { editor } = await makeTestProject();
  await createDocumentSet(editor, { name: "docs", language: "english" });
  return editor;
}

/** What becomes of an import, while others get their turns. */
async function outcomeOf(editor: Actor, bytes: Uint8Array, contentType: string): Promise<string> {
  let outcome = "";
  const blocked = await longestBlock(async () => {
    const query = { dryRun: false, file: "a.md" };
    outcome = await importDocuments(editor, "docs", {
      ...{ bytes: Buffer.from(bytes), contentType, query },
    }).then(
      ({ added, errorRows }) => `${added} added, ${errorRows} left out`,
      (error: unknown) => {
        if (!isAppError(error)) throw error;
        return `${error.status}: ${error.message}`;
      },
    );
  });
  expect(blocked).toBeLessThan(LONGEST_BLOCK);
  return outcome;
}

attack("editor", "Markdown of 195,000 headings, and of 50 MB", async () => {
  const editor = await makeSet();
  const headings = await outcomeOf(editor, Buffer.from("# \na\n".repeat(195_000)), "text/markdown");
  expect(headings).toContain("413: A document set holds at most 20,000 documents");
  const large = await outcomeOf(editor, Buffer.alloc(50_000_000, "x "), "text/markdown");
  expect(large).toContain("413: a.md has more than 1,000,000 characters");
  return `${headings}; ${large}`;
});

attack("editor", "Markdown of one line of signs that headings and links are made of", async () => {
  const editor = await makeSet();
  for (const signs of ["#", "# ", "[", "![](", "*_`~", "= ", "`", "# a #"]) {
    const text = signs.repeat(Math.floor(490_000 / signs.length));
    const outcome = await outcomeOf(
      ...([editor, Buffer.from(`# ${text}\n\n${text}\n===\nx`), "text/markdown"] as const),
    );
    expect(outcome).toContain("added");
  }
  return "read in time that grows with the file";
});

attack("editor", "an archive with files outside of it, and with one id 10,000 times", async () => {
  const editor = await makeSet();
  const outside = await outcomeOf(
    editor,
    writeZip([{ path: "../../etc/passwd.md", bytes: Buffer.from("# a\nb") }]),
    "application/zip",
  );
  expect(outside).toContain("422");
  const row = '{"id":"constructor","text":"x"}\n';
  const twice = await outcomeOf(editor, Buffer.from(row.repeat(10_000)), "application/jsonl");
  expect(twice).toBe("1 added, 9999 left out");
  return `${outside}; ${twice}`;
});

attack(
  "a unit of production",
  "a search of 100,000 characters of operators and words",
  async () => {
    const editor = await makeSet();
    const text = "# Refunds\nPaid within 30 days.\n# constructor\n__proto__ toString";
    await outcomeOf(editor, Buffer.from(text), "text/markdown");
    const words = Array.from({ length: 9_000 }, (_, index) => `w${index}:*&!`).join("'|(\\");
    for (const query of [`refunds ${words}`, "'".repeat(100_000), "(".repeat(100_000), "\0"]) {
      const answer = await searchDocuments(editor.projectId, {
        ...{ documents: "docs", query, topK: 50, minScore: 0 },
      });
      expect(answer?.passages.length).toBe(query.startsWith("refunds") ? 1 : 0);
    }
    const ofObjects = await searchDocuments(editor.projectId, {
      ...{ documents: "docs", query: "__proto__ constructor", topK: 50, minScore: 0 },
    });
    expect(ofObjects?.passages.map(({ id }) => id)).toEqual(["a/constructor"]);
    return "its words are compared, nothing in it is an operator";
  },
);

attack("viewer", "a list of documents filtered by patterns", async () => {
  const editor = await makeSet();
  await outcomeOf(editor, Buffer.from("# A\n100 % off"), "text/markdown");
  for (const q of ["%", "_", "\\", "%' or true --"]) {
    const { data } = await listDocuments(editor, "docs", { limit: 10, q });
    expect(data.length).toBe(q === "%" ? 1 : 0);
  }
  return "compared as text";
});
