import { LEAST_GROUP } from "@/lib/eval-sets/least-group";

/** A holdout case, or several alike. */
export interface TellableCase {
  n: number;
  /** Who wrote it and may not see the holdout; null: an admin, or nobody that is known. */
  owner: string | null;
}

export interface TellableGroup {
  key: string;
  /** For each case whether it is in the group. */
  has: readonly boolean[];
}

export interface Tellable {
  /** Whether anything can be told of the cases at all. */
  whole: boolean;
  groups: Set<string>;
}

/**
 * Which groups can all be told together without telling single cases. Figures of groups can be added and
 * subtracted, so each part that shown groups cut the cases into must be empty or have five cases. Whoever
 * wrote cases knows their outcomes: a part must have five cases without those of any one person too, unless
 * all are theirs. Groups are taken in their order, each only if that stays true.
 */
export function chooseTellableGroups(
  cases: readonly TellableCase[],
  groups: readonly TellableGroup[],
): Tellable {
  let parts = new Array<number>(cases.length).fill(0);
  if (cases.length === 0 || !areSafe(cases, parts)) return { whole: false, groups: new Set() };
  const tellable = new Set<string>();
  for (const { key, has } of groups) {
    const cut = cutBy(parts, has);
    if (!areSafe(cases, cut)) continue;
    parts = cut;
    tellable.add(key);
  }
  return { whole: true, groups: tellable };
}

/** The parts, each cut into what the group has of it and the rest; numbered anew. */
function cutBy(parts: readonly number[], has: readonly boolean[]): number[] {
  const numbers = new Map<number, number>();
  return parts.map((part, index) => {
    const key = part * 2 + (has[index] ? 1 : 0);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function areSafe(cases: readonly TellableCase[], parts: readonly number[]): boolean {
  const sizes = new Map<number, { n: number; owned: Map<string, number> }>();
  cases.forEach(({ n, owner }, index) => {
    const part = parts[index] ?? 0;
    const size = sizes.get(part) ?? { n: 0, owned: new Map<string, number>() };
    sizes.set(part, size);
    size.n += n;
    if (owner !== null) size.owned.set(owner, (size.owned.get(owner) ?? 0) + n);
  });
  return [...sizes.values()].every(
    ({ n, owned }) =>
      n >= LEAST_GROUP &&
      [...owned.values()].every((size) => n === size || n - size >= LEAST_GROUP),
  );
}
