import type { CaseKind, Split } from "@/lib/eval-sets/case-content";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";

interface Filters {
  kind: CaseKind | null;
  segment: string | null;
  q: string;
}

/** How many cases of a split the filters let through, loaded or not; null: nobody has counted these. */
export function groupTotal(
  { counts, kinds, segments }: Pick<EvalSetDetail, "counts" | "kinds" | "segments">,
  { kind, segment, q }: Filters,
  split: Split,
): number | null {
  if (q !== "" || (kind !== null && segment !== null)) return null;
  if (kind !== null) return kinds.find((one) => one.kind === kind)?.[split] ?? null;
  if (segment !== null) return segments.find((one) => one.segment === segment)?.[split] ?? null;
  return counts[split];
}
