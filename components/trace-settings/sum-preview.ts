import type { SegmentPreview } from "@/lib/segments/contract";

/** All eval sets together. Where a holdout count is withheld, so is the sum. */
export function sumPreview({ evalSets }: SegmentPreview) {
  const development = { matching: 0, total: 0 };
  const holdout: { matching: number | null; total: number } = { matching: 0, total: 0 };
  for (const set of evalSets) {
    development.matching += set.development.matching;
    development.total += set.development.total;
    holdout.total += set.holdout.total;
    holdout.matching =
      holdout.matching === null || set.holdout.matching === null
        ? null
        : holdout.matching + set.holdout.matching;
  }
  return { development, holdout };
}
