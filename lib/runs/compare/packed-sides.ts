import type { CaseSide, ComparableCase } from "./case-pair";

/** What many cases of a run have in common: a comparison tells it of a case, and never of each by itself. */
export type CaseGroup = Pick<ComparableCase, "kind" | "segments" | "isWithheld">;

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

export function unpackSides({ pages, groups }: PackedSides): ComparableCase[] {
  return pages.flatMap(({ caseIds, numbers }) => {
    if (numbers.length === 0) return [];
    return caseIds.split(SEPARATOR).map((caseId, index): ComparableCase => {
      const [passed = 0, failed = 0, errored = 0, latencyMs = 0, costUsd = 0, group = 0] =
        numbers.subarray(index * NUMBERS, (index + 1) * NUMBERS);
      const facts = groups[group];
      if (!facts) throw new Error("a case has a group of its run");
      return {
        caseId,
        passed,
        failed,
        errored,
        latencyMs: Number.isNaN(latencyMs) ? null : latencyMs,
        costUsd: Number.isNaN(costUsd) ? null : costUsd,
        ...facts,
      };
    });
  });
}
