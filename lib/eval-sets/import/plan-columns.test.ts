import { expect, test } from "vitest";
import { parseCsv } from "@/lib/http/files/parse-csv";
import { parseJsonRows } from "@/lib/http/files/parse-jsonl";
import { parseImportRows } from "./parse-import-rows";
import { planColumns } from "./plan-columns";
import type { ImportRow } from "./row-parts";

interface Wish {
  typed?: Record<string, string>;
  isText?: boolean;
  suggests?: boolean;
  variables?: string[];
}

async function read(text: string, wish: Wish = {}) {
  const { typed = {}, isText = false, suggests = true, variables = [] } = wish;
  const file = isText ? await parseCsv(text) : await parseJsonRows(text);
  const { mapping } = planColumns(file, { typed, isText, suggests, variables });
  const rows: ImportRow[] = [];
  const errors = [...file.errors];
  for await (const row of parseImportRows(file, { mapping, isText })) {
    if (Array.isArray(row)) errors.push(...row);
    else rows.push(row);
  }
  return { rows, errors };
}

const ticket = "Where is my tent?";
const messages = [{ role: "user", content: ticket }];

/** Rows as these tools export them, and the case that each becomes. */
const EXPORTS: [string, unknown, object][] = [
  [
    "Langfuse",
    {
      ...{
        id: "i-1",
        datasetId: "d",
        datasetName: "triage",
        status: "ACTIVE",
        createdAt: "2026-11-30",
      },
      input: { ticket },
      expectedOutput: "order_status",
      metadata: { tier: "gold", path: ["a"] },
      sourceTraceId: null,
    },
    { id: "i-1", input: { ticket }, expected: "order_status", attributes: { tier: "gold" } },
  ],
  [
    "Braintrust",
    {
      input: { ticket },
      expected: { category: "order" },
      metadata: { tier: "gold" },
      tags: ["a"],
      created: "x",
    },
    { input: { ticket }, expected: { category: "order" }, attributes: { tier: "gold" } },
  ],
  [
    "LangSmith",
    {
      inputs: { ticket },
      outputs: { answer: "order" },
      metadata: { dataset_split: ["base"] },
      split: "base",
    },
    { input: { ticket }, expected: "order", attributes: { split: "base" } },
  ],
  [
    "LangSmith with reference outputs",
    {
      inputs: { ticket },
      outputs: { a: "wrong" },
      reference_outputs: { category: "order", urgent: false },
    },
    { input: { ticket }, expected: { category: "order", urgent: false } },
  ],
  [
    "Ragas",
    { question: ticket, answer: "of the model", contexts: ["a", "b"], ground_truth: "order" },
    { input: { question: ticket, contexts: ["a", "b"] }, expected: "order" },
  ],
  [
    "DeepEval",
    { input: ticket, actual_output: "x", expected_output: "order", retrieval_context: ["a"] },
    { input: { input: ticket, retrieval_context: ["a"] }, expected: "order" },
  ],
  [
    "Hugging Face's SQuAD",
    {
      id: "q1",
      title: "Tents",
      context: "c",
      question: ticket,
      answers: { text: ["order"], answer_start: [3] },
    },
    { id: "q1", input: { title: "Tents", context: "c", question: ticket }, expected: "order" },
  ],
  [
    "Hugging Face's viewer",
    {
      row_idx: 0,
      row: { id: "q1", question: ticket, answers: { text: ["order"], answer_start: [3] } },
      truncated_cells: [],
    },
    { id: "q1", input: { question: ticket }, expected: "order" },
  ],
  [
    "a Ragas test set",
    {
      user_input: ticket,
      reference_contexts: ["a"],
      reference: "order",
      synthesizer_name: "single_hop",
    },
    {
      input: { user_input: ticket, reference_contexts: ["a"] },
      expected: "order",
      attributes: { synthesizer_name: "single_hop" },
    },
  ],
  [
    "DeepEval's goldens",
    {
      input: ticket,
      actual_output: null,
      expected_output: "order",
      retrieval_context: null,
      context: ["a"],
      comments: null,
      source_file: "faq.pdf",
      additional_metadata: { tier: "gold" },
    },
    {
      input: { input: ticket, context: ["a"] },
      expected: "order",
      attributes: { source_file: "faq.pdf", tier: "gold" },
    },
  ],
  [
    "instructions",
    { instruction: "Name the category", input: ticket, output: "order" },
    { input: { instruction: "Name the category", input: ticket }, expected: "order" },
  ],
  [
    "OpenAI Evals items",
    { item: { question: ticket, ideal: "order" }, sample: { output_text: "x" } },
    { input: { question: ticket }, expected: "order" },
  ],
  [
    "OpenAI Evals messages",
    { input: messages, ideal: "order" },
    { input: { input: messages }, expected: "order" },
  ],
];

test.each(EXPORTS)("a row of %s becomes its case", async (_, row, expected) => {
  const { rows, errors } = await read(`${JSON.stringify(row)}\n`);
  expect(errors).toEqual([]);
  expect(rows).toMatchObject([expected]);
  const [{ input } = { input: {} }] = rows;
  expect(Object.keys(input)).toEqual(Object.keys((expected as { input: object }).input));
});

test.each(EXPORTS)("a JSON list of rows of %s becomes the same", async (_, row, expected) => {
  const list = JSON.stringify([row], null, 2);
  expect((await read(list)).rows).toMatchObject([expected]);
  const wrapped = JSON.stringify({ version: 1, data: [row] }, null, 2);
  expect((await read(wrapped)).rows).toMatchObject([expected]);
});

/** Cells as CSV exports of these tools have them. */
const TABLES: [string, Record<string, unknown>, object][] = [
  [
    "Langfuse",
    { id: "i-1", input: { ticket }, expectedOutput: { category: "order" }, metadata: { a: 1 } },
    { id: "i-1", input: { ticket }, expected: { category: "order" }, attributes: { a: 1 } },
  ],
  [
    "Braintrust",
    { id: "b-1", input: { ticket }, expected: { category: "order" }, tags: ["x"] },
    { input: { ticket }, expected: { category: "order" } },
  ],
  [
    "LangSmith",
    { id: "l-1", inputs: { ticket }, outputs: { category: "order" }, reference_outputs: "" },
    { input: { ticket }, expected: "order" },
  ],
  [
    "LangSmith, with columns of their own",
    { input_ticket: ticket, output_answer: "order" },
    { input: { ticket }, expected: "order" },
  ],
  [
    "DeepEval",
    { input: ticket, actual_output: "", expected_output: "order", context: "a|b", name: "" },
    { input: { input: ticket, context: "a|b" }, expected: "order" },
  ],
];

test.each(TABLES)("a CSV of %s becomes its cases", async (_, row, expected) => {
  const cellOf = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const line = (cells: string[]) =>
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",");
  const csv = `${line(Object.keys(row))}\n${line(Object.values(row).map(cellOf))}\n`;
  const { rows, errors } = await read(csv, { isText: true });
  expect(errors).toEqual([]);
  expect(rows).toMatchObject([expected]);
  expect(rows[0]?.input).toEqual((expected as { input: object }).input);
});

test("places within a column can be mapped, in CSV where they are JSON in a cell", async () => {
  const typed = { "item.question": "input.ticket", "answers.text[0]": "expected" };
  const row = { item: { question: ticket, id: 7 }, answers: { text: ["order", "x"] } };
  expect((await read(JSON.stringify(row), { typed, suggests: false })).rows).toMatchObject([
    { input: { ticket }, expected: "order" },
  ]);
  const cells = [row.item, row.answers].map(
    (value) => `"${JSON.stringify(value).replaceAll('"', '""')}"`,
  );
  const csv = `item,answers\n${cells.join(",")}\n`;
  expect((await read(csv, { typed, suggests: false, isText: true })).rows).toMatchObject([
    { input: { ticket }, expected: "order" },
  ]);
});

test("what somebody typed wins over a suggestion, and a variable of the set stays one", async () => {
  const row = JSON.stringify({ inputs: { ticket }, outputs: { answer: "order" }, note: "n" });
  const typed = { note: "expected" };
  expect((await read(row, { typed })).rows).toMatchObject([{ input: { ticket }, expected: "n" }]);
  const variables = ["question", "answer"];
  const { rows } = await read(JSON.stringify({ question: "q", answer: "a" }), { variables });
  expect(rows).toMatchObject([{ input: { question: "q", answer: "a" }, expected: undefined }]);
});

test("without the wish for suggestions names mean what they say", async () => {
  const row = JSON.stringify({ item: { question: ticket }, ideal: "order" });
  const { rows } = await read(row, { suggests: false });
  expect(rows).toMatchObject([{ input: { item: { question: ticket }, ideal: "order" } }]);
});
