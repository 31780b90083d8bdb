import { parseJson } from "@/lib/http/body/read-body";
import { toFieldError } from "@/lib/http/field-error";
import type { ImportFile } from "@/lib/http/files/import-file";
import { RecordedOutput, type UnmatchedRow } from "@/lib/runs/recorded-output";
import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";
import { parseHumanLabel } from "./human-label";
import type { ReadOutput } from "./match-cases";
import { hasMarks, type OutputTargets } from "./output-columns";
import type { OutputField, OutputTarget } from "./output-target";
import { parsePromptfooCell } from "./promptfoo-cell";

export interface ParsedOutputs {
  /** Read one after another, as often as they are asked for. Reading takes turns; whoever reads need not. */
  rows: AsyncIterable<ReadOutput>;
  /** Rows that are none in the file: the first of them. */
  errors: UnmatchedRow[];
  errorRows: number;
  /** Inputs are cells of a CSV. */
  isText: boolean;
}

interface Reading {
  targets: OutputTargets;
  isText: boolean;
  labelsBy: "person" | "model";
}

const TOOL_CALL_LIMITS = { maxDepth: 40, maxValues: 20_000 };

/** A file's rows as recorded outputs. Each stands alone: a wrong one is told with its reason and stops no other. */
export const parseOutputRows = (file: ImportFile, reading: Reading): ParsedOutputs => ({
  rows: { [Symbol.asyncIterator]: () => readRows(file, reading) },
  errors: file.errors.map(({ row, message }) => ({ row, message })),
  errorRows: file.errorRows,
  isText: reading.isText,
});

async function* readRows(
  file: ImportFile,
  { targets, isText, labelsBy }: Reading,
): AsyncGenerator<ReadOutput> {
  const marked = new Set(
    [...targets].flatMap(([column, { to }]) =>
      to === "output" && hasMarks(file, column) ? [column] : [],
    ),
  );
  for await (const { row, cells } of file.rows) {
    const parts = new OutputParts(isText);
    for (const [column, target] of targets) {
      const value = cells.get(column);
      if (value === undefined || value === null) continue;
      if (marked.has(column) && typeof value === "string") parts.addMarked(value);
      else parts.add(target, value);
    }
    const result = parts.check();
    if (typeof result === "string") yield { row, message: result };
    else {
      const { inputs, label, ...output } = result;
      const hasModelLabel = labelsBy === "model" && Boolean(label);
      yield { ...output, inputs, row, label: hasModelLabel ? null : label, hasModelLabel };
    }
  }
}

const NUMBERS: Partial<Record<OutputField, string>> = {
  latencyMs: "a number of milliseconds",
  costUsd: "a number of dollars",
  inputTokens: "a number of tokens",
  cachedInputTokens: "a number of tokens",
  outputTokens: "a number of tokens",
};

/** What the cells of one row say, until all of it can be checked together. */
class OutputParts {
  readonly #isText: boolean;
  readonly #inputs: JsonObject = {};
  readonly #fields: Partial<Record<OutputField, JsonValue>> = {};
  #problem: string | null = null;

  constructor(isText: boolean) {
    this.#isText = isText;
  }

  addMarked(cell: string): void {
    if (cell === "") return;
    const { output, error } = parsePromptfooCell(cell);
    if (output !== null) this.#fields.output = output;
    if (error !== null) this.#fields.error = error;
  }

  add(target: OutputTarget, value: JsonValue): void {
    if (target.to === "input") {
      if (target.name !== "__proto__") this.#inputs[target.name] = value;
    } else if (target.to !== "ignore" && value !== "") this.#place(target.to, value);
  }

  #place(field: OutputField, value: JsonValue): void {
    const unit = NUMBERS[field];
    if (unit) this.#fields[field] = this.#numberOf(field, value, unit);
    else if (field === "label") this.#fields.label = this.#labelOf(value);
    else if (field === "toolCalls") this.#fields.toolCalls = this.#toolCallsOf(value);
    else if (field === "output") this.#fields.output = value;
    else this.#fields[field] = typeof value === "string" ? value : JSON.stringify(value);
  }

  #numberOf(field: string, value: JsonValue, unit: string): JsonValue {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (typeof number === "number" && Number.isFinite(number)) return number;
    this.#refuse(`${field}: ${show(value)} is not ${unit}.`);
    return null;
  }

  #labelOf(value: JsonValue): JsonValue {
    const label = parseHumanLabel(typeof value === "string" ? value : JSON.stringify(value));
    if (!label) this.#refuse(`label: ${show(value)} is neither pass nor fail.`);
    return label;
  }

  #toolCallsOf(value: JsonValue): JsonValue {
    if (!this.#isText || typeof value !== "string") return value;
    try {
      return parseJson(value, TOOL_CALL_LIMITS) as JsonValue;
    } catch {
      this.#refuse("toolCalls: this cell is not JSON.");
      return null;
    }
  }

  #refuse(problem: string): void {
    this.#problem ??= problem;
  }

  /** The row, or what is wrong with it. */
  check(): RecordedOutput | string {
    if (this.#problem) return this.#problem;
    const { inputTokens, cachedInputTokens, outputTokens, ...fields } = this.#fields;
    const parsed = RecordedOutput.safeParse({
      ...fields,
      ...(Object.keys(this.#inputs).length > 0 ? { inputs: this.#inputs } : {}),
      tokens: {
        input: inputTokens ?? null,
        cachedInput: cachedInputTokens ?? null,
        output: outputTokens ?? null,
      },
    });
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    if (!issue) return "This row is no recorded output.";
    const { path, message } = toFieldError(issue);
    return path ? `${path}: ${message}` : message;
  }
}

function show(value: JsonValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
}
