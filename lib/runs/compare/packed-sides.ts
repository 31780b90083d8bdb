import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import type { CaseGroup, CaseSide } from "./case-pair";

/**
 * The cases of a run as few large values: another thread takes them at once, where a hundred thousand objects
 * would be copied one by one and keep everything else waiting.
 */
export interface PackedSides {
  pages: readonly PackedPage[];
  groups: readonly CaseGroup[];
}

interface PackedPage {
  /** In their order, with `SEPARATOR` between them. */
  caseIds: string;
  /** `NUMBERS` of each case in turn. */
  numbers: Float64Array<ArrayBuffer>;
}

/** PostgreSQL stores no such character, so no id has it. */
const SEPARATOR = "\0";
const NUMBERS = 6;
/** More than a case has answers. */
const MOST_ANSWERS = 1 << 16;

/** Packs the cases of a run page by page. */
export function makeSidePacker() {
  const pages: PackedPage[] = [];
  const groups: CaseGroup[] = [];
  const indexes = new Map<string, number>();
  return {
    /** The group's index, for `add`. */
    groupIndex({ kind, segments, isWithheld }: CaseGroup): number {
      const key = JSON.stringify([kind, segments, isWithheld]);
      const index = indexes.get(key) ?? groups.push({ kind, segments, isWithheld }) - 1;
      indexes.set(key, index);
      return index;
    },
    add(sides: readonly (CaseSide & { group: number })[]): void {
      const numbers = new Float64Array(sides.length * NUMBERS);
      sides.forEach(({ passed, failed, errored, latencyMs, costUsd, group }, index) => {
        numbers.set(
          [passed, failed, errored, latencyMs ?? Number.NaN, costUsd ?? Number.NaN, group],
          index * NUMBERS,
        );
      });
      pages.push({ caseIds: sides.map(({ caseId }) => caseId).join(SEPARATOR), numbers });
    },
    packed: (): PackedSides => ({ pages, groups }),
  };
}

/** What another thread may take over. */
export const buffersOf = ({ pages }: PackedSides): ArrayBuffer[] =>
  pages.map(({ numbers }) => numbers.buffer);

/** The cases of a run in columns, each case at its place; those that are alike share their tally and group. */
export interface SideColumns {
  caseIds: string[];
  tallies: CaseTally[];
  groups: CaseGroup[];
  /** NaN: unknown. */
  latencyMs: Float64Array;
  costUsd: Float64Array;
}

export function unpackSides({ pages, groups }: PackedSides): SideColumns {
  const count = pages.reduce((sum, { numbers }) => sum + numbers.length / NUMBERS, 0);
  const columns: SideColumns = {
    caseIds: [],
    tallies: [],
    groups: [],
    latencyMs: new Float64Array(count),
    costUsd: new Float64Array(count),
  };
  const tallyOf = makeTallies();
  for (const { caseIds, numbers } of pages) {
    if (numbers.length === 0) continue;
    for (const caseId of caseIds.split(SEPARATOR)) columns.caseIds.push(caseId);
    for (let from = 0; from < numbers.length; from += NUMBERS) {
      const at = (part: number) => numbers[from + part] ?? Number.NaN;
      const facts = groups[at(5)];
      if (!facts) throw new Error("a case has a group of its run");
      columns.latencyMs[columns.tallies.length] = at(3);
      columns.costUsd[columns.tallies.length] = at(4);
      columns.tallies.push(tallyOf(at(0), at(1), at(2)));
      columns.groups.push(facts);
    }
  }
  return columns;
}

function makeTallies() {
  const tallies = new Map<number, CaseTally>();
  return (passed: number, failed: number, errored: number): CaseTally => {
    const key = (passed * MOST_ANSWERS + failed) * MOST_ANSWERS + errored;
    const tally = tallies.get(key) ?? { passed, failed, errored };
    tallies.set(key, tally);
    return tally;
  };
}
