import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { CaseInput } from "@/lib/eval-sets/case-content";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { isAppError } from "@/lib/http/app-error";
import { type RecordedOutput, textOf } from "@/lib/runs/recorded-output";
import { StartRun } from "@/lib/runs/start-contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { compareSample } from "./compare-sample";
import type { DifferingRow } from "./diff-inputs";
import type { ImportOutputsQuery, OutputsPreview, PreviewOutputsQuery } from "./import-contract";
import type { MatchedRow } from "./match-cases";
import { matchOutputs, type OutputsMatch, requireImportable } from "./match-outputs";
import { requireOutputColumns, sampleOf } from "./output-columns";
import { nameTarget } from "./output-target";
import { type ParsedOutputs, parseOutputRows } from "./parse-output-rows";
import { type OutputsFile, parseOutputs, type SentFile } from "./parse-outputs";
import { computePreview } from "./preview-figures";
import { recordRun } from "./record-run";
import { scoreSample } from "./score-sample";

/** The outputs of a request's list; they count from 1 like a file's rows. */
export function parseOutputList(outputs: readonly RecordedOutput[]): ParsedOutputs {
  const rows = outputs.map((output, index) => ({
    ...output,
    inputs: output.inputs,
    row: index + 1,
  }));
  return { rows, unmatched: [], isText: false, modelLabels: 0 };
}

/** A file of recorded outputs as a run. */
export async function importOutputs(
  actor: Actor,
  { prompt, version, evalSet, split, title, ...query }: ImportOutputsQuery,
  sent: SentFile,
) {
  authorize(actor, { scope: "evals:write", role: "editor" });
  requireImportable(actor, split);
  const set = await findEvalSet(actor, evalSet);
  const { file, targets, isText } = await parseOutputs(actor, sent, set, query);
  requireOutputColumns(targets);
  const outputs = await parseOutputRows(file, { targets, isText, labelsBy: query.labelsBy });
  const run = StartRun.parse({ prompt, version, evalSet, split, ...(title ? { title } : {}) });
  return recordRun(actor, run, outputs);
}

const MOST_LISTED = 200;
/** Scored rows that are shown. */
const SHOWN = 5;
/** Rows with other inputs than their case that are shown with both. */
const DIFFERING = 20;
const SAMPLES = 2;
const SAMPLE_LENGTH = 200;

/** What such a file would become. Columns that do not do are told, not refused: there they are corrected. */
export async function previewOutputs(
  actor: Actor,
  { evalSet, split, prompt, version, ...query }: PreviewOutputsQuery,
  sent: SentFile,
): Promise<OutputsPreview> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  requireImportable(actor, split);
  const set = await findEvalSet(actor, evalSet);
  const parsed = await parseOutputs(actor, sent, set, query);
  const problem = problemOf(parsed);
  const outputs = problem
    ? { rows: [], unmatched: [], isText: parsed.isText, modelLabels: 0 }
    : await parseOutputRows(parsed.file, { ...parsed, labelsBy: query.labelsBy });
  const cases = { evalSetId: set.id, revision: set.revision, split, name: set.name };
  const match = await matchOutputs(outputs, cases);
  const { rows, scorers, ...sample } = await scoreSample(actor, match.matched, { ...set, split });
  const target = { prompt, version, evalSet: set.name, split };
  const difference = await compareSample(actor, target, { rows, scorers });
  return {
    ...describeFile(parsed),
    revision: set.revision,
    problem,
    ...describeMatch(match, outputs),
    unknownCases: describeUnknown(match.unknown),
    sample: { ...sample, rows: rows.slice(0, SHOWN) },
    figures: { ...computePreview(match.matched, rows), difference },
  };
}

function problemOf({ targets }: OutputsFile): string | null {
  try {
    requireOutputColumns(targets);
    return null;
  } catch (error) {
    if (isAppError(error)) return error.message;
    throw error;
  }
}

function describeFile({ file, targets, variables, encoding, names }: OutputsFile) {
  return {
    rows: file.rowCount,
    columns: Array.from(targets, ([column, target]) => ({
      column,
      name: names.get(column) ?? column,
      target: nameTarget(target),
      sample: sampleOf(file, column)
        .slice(0, SAMPLES)
        .map((text) => text.slice(0, SAMPLE_LENGTH)),
      filled: file.filled.get(column) ?? 0,
    })),
    variables,
    encoding,
  };
}

const MOST_CASES = 1_000;
const MOST_CHARACTERS = 1_000_000;

/** As many as one answer can carry. */
function describeUnknown(unknown: OutputsMatch["unknown"]): OutputsPreview["unknownCases"] {
  const cases: OutputsPreview["unknownCases"]["cases"] = [];
  let characters = 0;
  for (const { case: id, inputs } of unknown.slice(0, MOST_CASES)) {
    const input = CaseInput.safeParse(inputs);
    characters += JSON.stringify(inputs).length;
    if (characters > MOST_CHARACTERS) break;
    if (input.success) cases.push({ ...(id === undefined ? {} : { id }), input: input.data });
  }
  return { count: unknown.length, cases };
}

function beginningOf({ inputs, ...row }: DifferingRow) {
  const start = (value: JsonValue) => textOf(value).slice(0, SAMPLE_LENGTH);
  return {
    ...row,
    inputs: inputs.map(({ name, inRow, inCase }) => ({
      name,
      inRow: start(inRow),
      inCase: inCase === undefined ? null : start(inCase),
    })),
  };
}

function describeMatch(
  { matched, unmatched, differing, cases }: OutputsMatch,
  { modelLabels }: Pick<ParsedOutputs, "modelLabels">,
) {
  const count = (has: (row: MatchedRow["output"]) => boolean) =>
    matched.filter(({ output }) => has(output)).length;
  return {
    matched: matched.length,
    cases: { matched: new Set(matched.map(({ caseRowId }) => caseRowId)).size, total: cases },
    mostRepeats: matched.reduce((most, { repeat }) => Math.max(most, repeat), 0),
    unmatched: unmatched.slice(0, MOST_LISTED),
    unmatchedRows: unmatched.length,
    differing: { count: differing.length, rows: differing.slice(0, DIFFERING).map(beginningOf) },
    values: {
      latencyMs: count(({ latencyMs }) => (latencyMs ?? null) !== null),
      costUsd: count(({ costUsd }) => (costUsd ?? null) !== null),
      tokens: count(({ tokens }) => (tokens?.input ?? tokens?.output ?? null) !== null),
      errors: count(({ error }) => Boolean(error)),
      passLabels: count(({ label }) => label === "pass"),
      failLabels: count(({ label }) => label === "fail"),
      modelLabels,
    },
  };
}
