import "server-only";
import { createHash } from "node:crypto";
import type { RecordedOutput, UnmatchedRow } from "@/lib/runs/recorded-output";
import type { JsonValue } from "@/lib/scorers/json-value";
import { inputKey } from "./diff-inputs";

/** A row with what tells its case. */
export interface OutputRow extends Omit<RecordedOutput, "inputs"> {
  row: number;
  inputs: { [name: string]: JsonValue } | undefined;
  /** It had a label of a model, which was left out. */
  hasModelLabel?: boolean;
}

/** What is read of a file: a row, or why it is none. */
export type ReadOutput = OutputRow | UnmatchedRow;

export const isUnread = (row: ReadOutput): row is UnmatchedRow => "message" in row;

/** A case that rows may belong to. */
export interface MatchableCase extends CaseRef {
  input: { [name: string]: JsonValue };
}

/** A case of the set that a row belongs to. */
export interface CaseRef {
  id: string;
  caseId: string;
}

/** Where a row belongs. */
export interface PlacedRow {
  case: CaseRef;
  repeat: number;
}

/** Why a row has no case. */
export interface NoCase {
  message: string;
  /** The set does not have it. */
  isUnknown: boolean;
}

export type PlaceRow = (row: OutputRow) => PlacedRow | NoCase;

/** Each way of naming inputs is one more look at every case. */
const MOST_WAYS = 20;

interface Way {
  names: string[];
  /** The rows' inputs under these names → the case that has them, or two of those that do. */
  cases: Map<string, Case | Twins | null>;
}

/** A case, and how many rows it has. */
interface Case extends CaseRef {
  rows: number;
}

interface Twins {
  first: CaseRef;
  second: CaseRef;
}

/**
 * Finds the case of each row while the cases pass by: memory holds what rows ask for, an id or a hash of inputs each,
 * and neither the rows nor the set. `isText`: the rows' inputs are cells of a CSV, so a number is its digits and
 * space around a text does not count.
 */
export async function makeCaseMatcher(
  rows: AsyncIterable<ReadOutput>,
  { isText }: { isText: boolean },
) {
  const keyOf = isText ? textKey : jsonKey;
  const byId = new Map<string, Case | null>();
  const ways = new Map<string, Way>();
  for await (const row of rows) {
    if (isUnread(row)) continue;
    const { case: id, inputs } = row;
    if (id !== undefined) {
      if (!byId.has(id)) byId.set(id, null);
      continue;
    }
    if (inputs === undefined) continue;
    const way = wayOf(inputs);
    if (!ways.has(way) && ways.size === MOST_WAYS) continue;
    const { names, cases } = ways.get(way) ?? {
      names: Object.keys(inputs).sort(),
      cases: new Map(),
    };
    ways.set(way, { names, cases });
    const key = keyOf(names, inputs);
    if (key !== null) cases.set(key, null);
  }
  return {
    addCase({ id, caseId, input }: MatchableCase): void {
      const each = { id, caseId, rows: 0 };
      if (byId.has(caseId)) byId.set(caseId, each);
      for (const { names, cases } of ways.values()) {
        const key = cases.size > 0 ? keyOf(names, input) : null;
        const other = key === null ? undefined : cases.get(key);
        if (key === null || other === undefined) continue;
        if (other === null) cases.set(key, each);
        else if (!("first" in other)) cases.set(key, { first: other, second: each });
      }
    },
    /** For each row once. Several rows of one case are its repeats, in their order. */
    placer:
      (where: string, mostRepeats: number): PlaceRow =>
      (row) => {
        const place = findCase(row, { byId, ways, keyOf, where });
        if ("message" in place) return place;
        if (place.rows === mostRepeats) {
          return noCase(
            `The case ${short(place.caseId)} has ${mostRepeats} outputs already, which is the most that a run holds.`,
          );
        }
        place.rows += 1;
        return { case: place, repeat: place.rows };
      },
  };
}

interface Cases {
  byId: ReadonlyMap<string, Case | null>;
  ways: ReadonlyMap<string, Way>;
  keyOf: (names: readonly string[], input: MatchableCase["input"]) => string | null;
  where: string;
}

/** The case of a row, or why there is none. */
function findCase(
  { case: id, inputs }: OutputRow,
  { byId, ways, keyOf, where }: Cases,
): Case | NoCase {
  if (id !== undefined) return byId.get(id) ?? unknownCase(`${where} have no case ${short(id)}.`);
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
  const place = key === null ? null : way.cases.get(key);
  if (!place) return unknownCase(`${where} have no case with these inputs.`);
  if (!("first" in place)) return place;
  const { first, second } = place;
  return noCase(
    `The cases ${short(first.caseId)} and ${short(second.caseId)} have these inputs. Name the case.`,
  );
}

const noCase = (message: string): NoCase => ({ message, isUnknown: false });
const unknownCase = (message: string): NoCase => ({ message, isUnknown: true });

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
  createHash("sha256").update(JSON.stringify(parts)).digest("binary");

const short = (id: string) => (id.length > 60 ? `${id.slice(0, 59)}…` : id);
