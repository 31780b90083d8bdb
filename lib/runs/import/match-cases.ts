import "server-only";
import { createHash } from "node:crypto";
import { takeTurns } from "@/lib/http/body/turns";
import type { RecordedOutput, UnmatchedRow } from "@/lib/runs/recorded-output";
import type { JsonValue } from "@/lib/scorers/json-value";
import { type DifferingRow, diffInputs, type InputDifference, inputKey } from "./diff-inputs";

/** A row with what tells its case. */
export interface OutputRow extends Omit<RecordedOutput, "inputs"> {
  row: number;
  inputs: { [name: string]: JsonValue } | undefined;
}

/** A case that rows may belong to. */
export interface MatchableCase {
  id: string;
  caseId: string;
  input: { [name: string]: JsonValue };
}

export interface MatchedRow {
  caseRowId: string;
  repeat: number;
  /** What of its inputs differs from the case that it names; null: nothing. */
  differs: InputDifference[] | null;
  output: OutputRow;
}

export interface RowsMatch {
  matched: MatchedRow[];
  unmatched: UnmatchedRow[];
  /** Of the unmatched: rows with inputs whose case the set does not have. */
  unknown: OutputRow[];
  /** Of the matched: the first of those that have other inputs than the case that they name. */
  differing: DifferingRow[];
}

/** Why a row has no case. */
interface NoCase {
  message: string;
  reason: "unknown" | "other";
}

interface Place {
  case: MatchableCase;
  differs: InputDifference[] | null;
}

/** Each way of naming inputs is one more look at every case. */
const MOST_WAYS = 20;

interface Way {
  names: string[];
  /** The rows' inputs under these names → the cases that have them. */
  cases: Map<string, MatchableCase[]>;
}

/**
 * Finds the case of each row while the cases pass by, so that memory holds the rows and not the set. `isText`:
 * the rows' inputs are cells of a CSV, so a number is its digits and space around a text does not count.
 */
export async function makeCaseMatcher(rows: readonly OutputRow[], { isText }: { isText: boolean }) {
  const keyOf = isText ? textKey : jsonKey;
  const byId = new Map<string, MatchableCase | null>();
  const ways = new Map<string, Way>();
  const turn = takeTurns();
  for (const { case: id, inputs } of rows) {
    await turn();
    if (id !== undefined) byId.set(id, null);
    if (inputs === undefined) continue;
    const way = wayOf(inputs);
    if (!ways.has(way) && ways.size === MOST_WAYS) continue;
    const { names, cases } = ways.get(way) ?? {
      names: Object.keys(inputs).sort(),
      cases: new Map(),
    };
    ways.set(way, { names, cases });
    const key = keyOf(names, inputs);
    if (id === undefined && key !== null) cases.set(key, []);
  }
  return {
    addCase(each: MatchableCase): void {
      if (byId.has(each.caseId)) byId.set(each.caseId, each);
      for (const { names, cases } of ways.values()) {
        const key = cases.size > 0 ? keyOf(names, each.input) : null;
        const has = key === null ? undefined : cases.get(key);
        if (has && has.length < 2) has.push(each);
      }
    },
    match: (where: string, mostRepeats: number) =>
      placeRows(rows, {
        find: (row) => findCase(row, { byId, ways, keyOf, isText, where }),
        mostRepeats,
      }),
  };
}

interface Cases {
  byId: ReadonlyMap<string, MatchableCase | null>;
  ways: ReadonlyMap<string, Way>;
  keyOf: (names: readonly string[], input: MatchableCase["input"]) => string | null;
  isText: boolean;
  where: string;
}

/** The case of a row, or why there is none. */
function findCase(
  { case: id, inputs }: OutputRow,
  { byId, ways, keyOf, isText, where }: Cases,
): Place | NoCase {
  if (id !== undefined) {
    const named = byId.get(id);
    if (!named) return unknownCase(`${where} have no case ${short(id)}.`);
    return { case: named, differs: diffInputs(inputs ?? {}, named.input, { isText }) };
  }
  if (inputs === undefined || Object.keys(inputs).length === 0) {
    return noCase("This row names neither its case nor inputs.");
  }
  const way = ways.get(wayOf(inputs));
  if (!way) {
    return noCase(
      `The rows name their inputs in more than ${MOST_WAYS} different ways. Import them in parts.`,
    );
  }
  const key = keyOf(way.names, inputs);
  const [first, second] = (key === null ? undefined : way.cases.get(key)) ?? [];
  if (!first) return unknownCase(`${where} have no case with these inputs.`);
  if (!second) return { case: first, differs: null };
  return noCase(
    `The cases ${short(first.caseId)} and ${short(second.caseId)} have these inputs. Name the case.`,
  );
}

const noCase = (message: string, reason: NoCase["reason"] = "other"): NoCase => ({
  message,
  reason,
});
const unknownCase = (message: string): NoCase => noCase(message, "unknown");

/** Several rows of one case are its repeats, in their order. */
async function placeRows(
  rows: readonly OutputRow[],
  { find, mostRepeats }: { find: (row: OutputRow) => Place | NoCase; mostRepeats: number },
): Promise<RowsMatch> {
  const turn = takeTurns();
  const repeats = new Map<string, number>();
  const matched: MatchedRow[] = [];
  const unmatched: UnmatchedRow[] = [];
  const unknown: OutputRow[] = [];
  const differing: DifferingRow[] = [];
  for (const output of rows) {
    await turn();
    const place = find(output);
    if ("message" in place) {
      unmatched.push({ row: output.row, message: place.message });
      if (place.reason === "unknown" && output.inputs !== undefined) unknown.push(output);
      continue;
    }
    const { id, caseId } = place.case;
    const repeat = (repeats.get(id) ?? 0) + 1;
    if (repeat > mostRepeats) {
      const message = `The case ${short(caseId)} has ${mostRepeats} outputs already, which is the most that a run holds.`;
      unmatched.push({ row: output.row, message });
      continue;
    }
    repeats.set(id, repeat);
    const { differs } = place;
    matched.push({ caseRowId: id, repeat, differs, output });
    if (differs) differing.push({ row: output.row, case: caseId, inputs: differs });
  }
  return { matched, unmatched, unknown, differing };
}

const wayOf = (inputs: MatchableCase["input"]) => JSON.stringify(Object.keys(inputs).sort());

/** null: a member is missing. */
function jsonKey(names: readonly string[], input: MatchableCase["input"]): string | null {
  const has = names.every((name) => Object.hasOwn(input, name));
  return has ? hash(names.map((name) => inputKey(input, name, { isText: false }))) : null;
}

function textKey(names: readonly string[], input: MatchableCase["input"]): string {
  return hash(names.map((name) => inputKey(input, name, { isText: true })));
}

const hash = (parts: readonly string[]) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64");

const short = (id: string) => (id.length > 60 ? `${id.slice(0, 59)}…` : id);
