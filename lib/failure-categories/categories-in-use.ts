import type { FailureCategory } from "./contract";

/** A project looks at three to five ways of failing at a time; with more of them nobody mends any. */
export const MOST_IN_USE = 5;

export function isInUse({
  state,
  archivedAt,
}: Pick<FailureCategory, "state" | "archivedAt">): boolean {
  return state !== "fixed" && archivedAt === null;
}

/** Those in use first, in their order; a fixed one can still be given, and regresses then. */
export function sortCategories(categories: readonly FailureCategory[]): FailureCategory[] {
  return [...categories].sort((one, two) => Number(isInUse(two)) - Number(isInUse(one)));
}
