import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { AppError } from "@/lib/http/app-error";
import { takeTurns } from "@/lib/http/body/turns";
import {
  type CasePlace,
  type CasesOfRun,
  loadCaseInputs,
  loadCases,
} from "@/lib/runs/execute/run-cases";
import type { UnmatchedRow } from "@/lib/runs/recorded-output";
import { MOST_REPEATS } from "@/lib/runs/start-contract";
import { diffInputs, type InputDifference } from "./diff-inputs";
import {
  type CaseRef,
  isUnread,
  makeCaseMatcher,
  type OutputRow,
  type PlacedRow,
  type PlaceRow,
} from "./match-cases";
import type { ParsedOutputs } from "./parse-output-rows";

const PAGE = 1_000;
const BATCH_ROWS = 500;
/** A row alone may be larger. */
const BATCH_CHARACTERS = 1_000_000;
/** Rows without a case that are kept; all are counted. */
const MOST_UNMATCHED = 5_000;

/** A row whose case was found. */
export interface MatchedRow {
  case: CaseRef;
  repeat: number;
  /** What of its inputs differs from the case that it names; null: nothing. */
  differs: InputDifference[] | null;
  output: OutputRow;
}

/** What becomes of the rows, while they are read. */
export interface OutputsSink {
  addMatched: (rows: readonly MatchedRow[]) => Promise<void> | void;
  /** A row whose case the set does not have. */
  addUnknown?: (row: OutputRow) => void;
}

/** What is known of all rows, once they are read. */
export interface OutputsMatch {
  matched: number;
  /** Of the matched: made from other inputs than their case has. */
  otherInputs: number;
  mostRepeats: number;
  /** In the order of the rows; the first 5,000. */
  unmatched: UnmatchedRow[];
  unmatchedRows: number;
}

export interface OutputCases {
  place: PlaceRow;
  /** Cases of the split. */
  count: number;
}

/**
 * Only those who see the holdout may bring outputs for it: what matches tells which inputs are held out, and
 * outputs that somebody chose tell, by their scores, what the cases expect.
 */
export function requireImportable(actor: Actor, split: CasesOfRun["split"]): void {
  if (visibleCases(actor).shows({ split })) return;
  throw new AppError(
    "forbidden",
    "Only an admin can import outputs for holdout cases. Import them for the development cases, or start a run.",
  );
}

/** Finds the cases that the rows ask for, among those of one split of a set's revision. */
export async function findOutputCases(
  { rows, isText }: ParsedOutputs,
  set: CasesOfRun & { name: string },
): Promise<OutputCases> {
  const matcher = await makeCaseMatcher(rows, { isText });
  const turn = takeTurns();
  let count = 0;
  let after: CasePlace | undefined;
  while (true) {
    const page = await loadCases(set, after, PAGE);
    for (const each of page) {
      matcher.addCase(each);
      await turn();
    }
    count += page.length;
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = { position: last.position, id: last.id };
  }
  const place = matcher.placer(`The ${set.split} cases of ${set.name}`, MOST_REPEATS);
  return { place, count };
}

/** Reads the rows once more and hands them on with their cases, some at a time. */
export async function matchOutputs(
  { rows, errors, errorRows, isText }: ParsedOutputs,
  place: PlaceRow,
  sink: OutputsSink,
): Promise<OutputsMatch> {
  const match: OutputsMatch = {
    ...{ matched: 0, otherInputs: 0, mostRepeats: 0 },
    unmatched: [],
    unmatchedRows: errorRows,
  };
  const refuse = ({ row, message }: UnmatchedRow) => {
    match.unmatchedRows += 1;
    if (match.unmatched.length < MOST_UNMATCHED) match.unmatched.push({ row, message });
  };
  let batch: (PlacedRow & { output: OutputRow })[] = [];
  let characters = 0;
  const flush = async () => {
    const matched = await compareInputs(batch, isText);
    batch = [];
    characters = 0;
    match.matched += matched.length;
    match.otherInputs += matched.filter(({ differs }) => differs).length;
    if (matched.length > 0) await sink.addMatched(matched);
  };
  for await (const row of rows) {
    if (isUnread(row)) {
      refuse(row);
      continue;
    }
    const placed = place(row);
    if ("message" in placed) {
      refuse({ row: row.row, message: placed.message });
      if (placed.isUnknown) sink.addUnknown?.(row);
      continue;
    }
    match.mostRepeats = Math.max(match.mostRepeats, placed.repeat);
    batch.push({ ...placed, output: row });
    characters += sizeOf(row);
    if (batch.length === BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush();
  }
  await flush();
  const all = [...errors, ...match.unmatched].sort((one, two) => one.row - two.row);
  return { ...match, unmatched: all.slice(0, MOST_UNMATCHED) };
}

const sizeOf = ({ output, toolCalls, inputs }: OutputRow): number =>
  typeof output === "string" && !toolCalls && !inputs
    ? output.length
    : JSON.stringify([output, toolCalls, inputs]).length;

/** Rows that name their case can have other inputs than it has. */
async function compareInputs(
  batch: readonly (PlacedRow & { output: OutputRow })[],
  isText: boolean,
): Promise<MatchedRow[]> {
  const isNamed = ({ output }: { output: OutputRow }) =>
    output.case !== undefined && output.inputs !== undefined;
  const named = batch.filter(isNamed);
  const inputs =
    named.length > 0 ? await loadCaseInputs(named.map((row) => row.case.id)) : new Map();
  const turn = takeTurns();
  const rows: MatchedRow[] = [];
  for (const row of batch) {
    await turn();
    const input = isNamed(row) ? inputs.get(row.case.id) : undefined;
    const differs = input ? diffInputs(row.output.inputs ?? {}, input, { isText }) : null;
    rows.push({ ...row, differs });
  }
  return rows;
}
