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
  numbers: Float64Array;
}

/** PostgreSQL stores no such character, so no id has it. */
const SEPARATOR = "\0";
const NUMBERS = 6;

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
      const [passed = 0, failed = 0, errored = 0, latencyMs = 0, costUsd = 0, group = 0] =
        numbers.subarray(from, from + NUMBERS);
      const facts = groups[group];
      if (!facts) throw new Error("a case has a group of its run");
      columns.latencyMs[columns.tallies.length] = latencyMs;
      columns.costUsd[columns.tallies.length] = costUsd;
      columns.tallies.push(tallyOf(passed, failed, errored));
      columns.groups.push(facts);
    }
  }
  return columns;
}

function makeTallies() {
  const tallies = new Map<string, CaseTally>();
  return (passed: number, failed: number, errored: number): CaseTally => {
    const key = `${passed} ${failed} ${errored}`;
    const tally = tallies.get(key) ?? { passed, failed, errored };
    tallies.set(key, tally);
    return tally;
  };
}
