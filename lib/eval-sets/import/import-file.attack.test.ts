import { expect, vi } from "vitest";
import { parseConfig } from "@/lib/eval-sets/promptfoo/parse-config";
import { isAppError } from "@/lib/http/app-error";
import type { ImportFile } from "@/lib/http/files/import-file";
import { parseCsv } from "@/lib/http/files/parse-csv";
import { parseJsonl, parseJsonRows } from "@/lib/http/files/parse-jsonl";
import { attack } from "@/scripts/testing/attack";
import { longestBlock } from "@/scripts/testing/effort";
import { parseImportRows } from "./parse-import-rows";

vi.setConfig({ testTimeout: 60_000 });

/** In units of `effort.ts`; undisturbed it is a tenth of this. */
const LONGEST_BLOCK = 100;

/** The refusal of a file: its status and its words. */
async function refusalOf(read: (text: string) => Promise<ImportFile>, text: string) {
  let refusal: unknown = null;
  const blocked = await longestBlock(() =>
    read(text).catch((error: unknown) => {
      refusal = error;
    }),
  );
  expect(blocked).toBeLessThan(LONGEST_BLOCK);
  if (!isAppError(refusal)) throw refusal ?? new Error("It was not refused.");
  expect(refusal.message.length).toBeLessThan(1_000);
  return `${refusal.status}: ${refusal.message}`;
}

attack("editor", "CSV of 5 million short rows", () =>
  refusalOf(parseCsv, `text\n${"a\n".repeat(5_000_000)}`).then((refusal) => {
    expect(refusal).toContain("413: The file has more than 100,000 rows");
    return refusal;
  }),
);

attack("editor", "CSV of 25 million empty lines", () =>
  refusalOf(parseCsv, `text\n${"\n".repeat(25_000_000)}`).then((refusal) => {
    expect(refusal).toContain("413: The file has more than 1,000,000 lines");
    return refusal;
  }),
);

attack("editor", "CSV of 5 million rows of the wrong width", () =>
  refusalOf(parseCsv, `text,more\n${"a\n".repeat(5_000_000)}`).then((refusal) => {
    expect(refusal).toContain("413: The file has more than 100,000 rows");
    return refusal;
  }),
);

attack("editor", "CSV of 100,000 columns", () =>
  refusalOf(parseCsv, `${Array.from({ length: 100_000 }, (_, n) => `c${n}`)}\n1\n`).then(
    (refusal) => {
      expect(refusal).toContain("413: The file has more than 300 columns");
      return refusal;
    },
  ),
);

attack(
  "editor",
  "CSV with a row of 10 million cells, and one of 300 columns × 90,000 rows",
  async () => {
    const { errors } = await parseCsv(`a,b\n${",".repeat(10_000_000)}`);
    expect(errors).toMatchObject([{ message: expect.stringContaining("longer than 5,000,000") }]);
    const header = Array.from({ length: 300 }, (_, n) => `c${n}`).join(",");
    const row = ",".repeat(299);
    const refusal = await refusalOf(parseCsv, `${header}\n${`${row}\n`.repeat(90_000)}`);
    expect(refusal).toContain("413: The file has more than 1,000,000 cells");
    return `one row is an error; ${refusal}`;
  },
);

attack("editor", "JSONL of 50 million empty lines, and of 5 million short ones", async () => {
  const empty = await refusalOf(parseJsonl, "\n".repeat(50_000_000));
  expect(empty).toContain("413: The file has more than 1,000,000 lines");
  const short = await refusalOf(parseJsonl, '{"a":1}\n'.repeat(5_000_000));
  expect(short).toContain("413: The file has more than 100,000 rows");
  return `${empty}; ${short}`;
});

attack("editor", "JSONL whose one line holds 1.6 million objects or 2 million levels", async () => {
  const wide = await parseJsonl(`{"a":[${Array(1_600_000).fill("{}").join(",")}]}`);
  const deep = await parseJsonl(`{"a":${"[".repeat(2_000_000)}${"]".repeat(2_000_000)}}`);
  const messages = [...wide.errors, ...deep.errors].map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining("more than 20,000 values"),
    expect.stringContaining("deeper than 40 levels"),
  ]);
  return "two lines with an error";
});

attack("editor", "JSONL of 100,000 lines that each name another column", async () => {
  const lines = Array.from({ length: 100_000 }, (_, n) => `{"c${n}":1}`).join("\n");
  const refusal = await refusalOf(parseJsonl, lines);
  expect(refusal).toContain("413: The file has more than 300 columns");
  return refusal;
});

attack("editor", "CSV cells of JSON with 1 million levels", async () => {
  const cell = "[".repeat(1_000_000) + "]".repeat(1_000_000);
  const file = await parseCsv(`text,expected:json\nhello,${cell}\n`);
  for await (const row of parseImportRows(file, { mapping: {}, isText: true })) {
    expect(row).toMatchObject([{ column: "expected:json" }]);
  }
  return "an error of that cell";
});

const bomb = `a: &a [x,x,x,x,x,x,x,x,x]
${[..."bcdefghij"].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[at]}`)}]`).join("\n")}
tests: [{ vars: { text: *j } }]`;

attack("editor", "YAML whose aliases unfold to 9¹⁰ texts", async () => {
  const refusal = await refusalOf(parseConfig, bomb);
  expect(refusal).toContain("422: The file's aliases");
  return refusal;
});

const mergeBomb = `a: &a { text: x }
${[..."bcdefghij"].map((name, at) => `${name}: &${name} { <<: [${Array(9).fill(`*${"abcdefghij"[at]}`)}] }`).join("\n")}
tests: [{ vars: *j }]`;

attack("editor", "YAML whose maps merge each other 9¹⁰ times", async () => {
  const refusal = await refusalOf(parseConfig, mergeBomb);
  expect(refusal).toContain("422: The file's aliases");
  return refusal;
});

attack("editor", "YAML whose alias names itself, or nothing", async () => {
  const itself = await refusalOf(parseConfig, "tests: &t [{ vars: { text: *t } }]");
  expect(itself).toMatch(/^422/);
  const nothing = await refusalOf(parseConfig, "tests: [{ vars: { text: *t } }]");
  expect(nothing).toMatch(/^422/);
  return `${itself}; ${nothing}`;
});

attack("editor", "YAML nested 100,000 levels deep, in one line and by dashes", async () => {
  const flow = await refusalOf(parseConfig, `tests: ${"[".repeat(100_000)}`);
  const block = await refusalOf(parseConfig, `tests:\n${"- ".repeat(100_000)}a`);
  expect([flow, block]).toEqual(Array(2).fill("422: The file is nested deeper than 40 levels."));
  return flow;
});

attack("editor", "YAML of 50 MB, and of 1 million short items", async () => {
  const large = await refusalOf(parseConfig, `a: ${"a".repeat(50_000_000)}`);
  expect(large).toMatch(/^413/);
  const items = await refusalOf(parseConfig, `tests: [${"a,".repeat(900_000)}a]`);
  expect(items).toMatch(/^413/);
  return `${large}; ${items}`;
});

attack("editor", "YAML with lists of 30,000 × 30,000 combinations", async () => {
  const list = `[${Array(30_000).fill("a")}]`;
  const file = await parseConfig(`tests: [{ vars: { one: ${list}, two: ${list} } }]`);
  expect(file.errors).toMatchObject([{ message: expect.stringContaining("900000000") }]);
  return "an error of that test, none is made";
});

attack(
  "editor",
  "JSON lists of 25 million items, and of white space and brackets alone",
  async () => {
    const short = await refusalOf(parseJsonRows, `[${"1,".repeat(25_000_000)}1]`);
    expect(short).toContain("413: The file has more than 100,000 rows");
    const blank = await refusalOf(parseJsonRows, `[${" ".repeat(50_000_000)}]`);
    expect(blank).toContain("422: The file is empty");
    const { errors } = await parseJsonRows(`[${"[".repeat(20_000_000)}`);
    expect(errors).toMatchObject([{ message: expect.stringContaining("longer than 5,000,000") }]);
    return `${short}; ${blank}; brackets alone are one wrong row`;
  },
);
