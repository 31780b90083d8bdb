import { expect, test } from "vitest";
import { parseCsv } from "@/lib/http/files/parse-csv";
import type { UnmatchedRow } from "@/lib/runs/recorded-output";
import { isUnread, type OutputRow } from "./match-cases";
import { mapOutputColumns, requireOutputColumns } from "./output-columns";
import { nameTarget } from "./output-target";
import { parseOutputRows } from "./parse-output-rows";

interface Wish {
  mapping?: Record<string, string>;
  variables?: string[];
  suggest?: boolean;
  caseIds?: string[];
}

async function read(text: string, wish: Wish = {}) {
  const { mapping = {}, variables = ["ticket"], suggest = false, caseIds = [] } = wish;
  const file = await parseCsv(text);
  const targets = mapOutputColumns(file, {
    mapping,
    variables,
    suggest,
    caseIds: new Set(caseIds),
  });
  const parsed = parseOutputRows(file, { targets, isText: true, labelsBy: "person" });
  const outputs: { rows: OutputRow[]; unmatched: UnmatchedRow[] } = { rows: [], unmatched: [] };
  for await (const row of parsed.rows) {
    if (isUnread(row)) outputs.unmatched.push(row);
    else outputs.rows.push(row);
  }
  return {
    targets: Object.fromEntries(Array.from(targets, ([column, to]) => [column, nameTarget(to)])),
    outputs,
    all: targets,
  };
}

test("the names of the JSON are columns, variables by their bare name, and the rest is ignored", async () => {
  const { targets, outputs } = await read(
    "case,ticket,output,latencyMs,costUsd,error,label,model\nstd-01,Hi,Yes,842,0.0017,,pass,haiku\n,Ho,No,,,,,\n",
  );
  expect(targets).toEqual({
    case: "case",
    ticket: "input.ticket",
    output: "output",
    latencyMs: "latencyMs",
    costUsd: "costUsd",
    error: "error",
    label: "label",
    model: "ignore",
  });
  expect(outputs.rows).toMatchObject([
    {
      row: 1,
      case: "std-01",
      inputs: { ticket: "Hi" },
      latencyMs: 842,
      costUsd: 0.0017,
      label: "pass",
    },
    { row: 2, inputs: { ticket: "Ho" }, output: "No" },
  ]);
  // What a cell does not say is not known: neither 0 nor an empty text.
  expect(outputs.rows[1]?.latencyMs ?? null).toBeNull();
  expect(outputs.rows[1]?.tokens).toEqual({ input: null, cachedInput: null, output: null });
});

test("a column label is the human label, or the variable of that name: its cells decide", async () => {
  const variables = ["text", "label"];
  const asVariable = await read("label,text,output\nBilling,Hi,a\n", { variables });
  expect(asVariable.targets).toMatchObject({ label: "input.label", text: "input.text" });
  const asLabel = await read("label,text,output\nfail,Hi,a\n", { variables });
  expect(asLabel.targets).toMatchObject({ label: "label" });
});

test("usual names are suggested when asked for, and a mapping wins over them", async () => {
  const text = "ticket_id,answer,ms,usd,agent_ok,prompt_tokens\nstd-01,Yes,842,0.1,yes,12\n";
  const suggested = await read(text, { suggest: true, caseIds: ["std-01"] });
  expect(suggested.targets).toEqual({
    ticket_id: "case",
    answer: "output",
    ms: "latencyMs",
    usd: "costUsd",
    agent_ok: "label",
    prompt_tokens: "inputTokens",
  });
  expect(suggested.outputs.rows[0]).toMatchObject({ label: "pass", tokens: { input: 12 } });
  const mapped = await read(text, {
    suggest: true,
    caseIds: ["std-01"],
    mapping: { answer: "ignore", agent_ok: "output" },
  });
  expect(mapped.targets).toMatchObject({ answer: "ignore", agent_ok: "output" });
  const plain = await read(text);
  expect(new Set(Object.values(plain.targets))).toEqual(new Set(["ignore"]));
  expect(() => requireOutputColumns(plain.all)).toThrow("No column is the output.");
});

test("a cell that says nothing useful takes its row out, with the reason", async () => {
  const { outputs } = await read(
    "case,output,latencyMs,label\na,x,fast,pass\nb,,1,pass\nc,x,1,perhaps\nd,x,-1,pass\n,x,1,pass\n",
  );
  expect(outputs.rows).toEqual([]);
  expect(outputs.unmatched).toEqual([
    { row: 1, message: "latencyMs: “fast” is not a number of milliseconds." },
    { row: 2, message: "output: Give the output, or the error that there was in place of one." },
    { row: 3, message: "label: “perhaps” is neither pass nor fail." },
    { row: 4, message: "latencyMs: At least 0." },
    { row: 5, message: "case: Name the case, or give its inputs." },
  ]);
});

test("promptfoo's table: the first column of outputs is suggested and read without its verdicts", async () => {
  const cell = '"[FAIL] (0.50)\n\nwanted Billing\n---\nOther\n\nFail Reason: wanted Billing"';
  const head = '"{""raw"":""Sort"",""provider"":""Haiku""}"';
  const { targets, outputs } = await read(`ticket,${head}\nHi,${cell}\n`, { suggest: true });
  expect(Object.values(targets)).toEqual(["input.ticket", "output"]);
  expect(outputs.rows).toMatchObject([{ output: "Other", inputs: { ticket: "Hi" } }]);
});
