import type { Review, ReviewHistoryEntry } from "@/lib/reviews/contract";

/** What came after the reader's own last part in a review; all of it for whoever had none yet. */
export function happenedSince(history: readonly ReviewHistoryEntry[]): {
  entries: ReviewHistoryEntry[];
  isSinceYou: boolean;
} {
  const last = history.findLastIndex(({ isYours }) => isYours);
  return { entries: history.slice(last + 1), isSinceYou: last >= 0 };
}

/** The newest version that the reader has decided on or commented; null: none yet. */
export function lastLookedAt(
  { decisions, comments }: Pick<Review, "decisions" | "comments">,
  me: string | null,
): number | null {
  if (me === null) return null;
  const versions = [
    ...decisions.filter(({ by }) => by.id === me),
    ...comments.filter(({ author }) => author.id === me),
  ].map(({ version }) => version);
  return versions.length > 0 ? Math.max(...versions) : null;
}
