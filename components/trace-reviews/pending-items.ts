import type { QueueItem } from "@/lib/trace-reviews/contract";

export const isPending = ({ verdict, heldBy }: QueueItem): boolean =>
  verdict === null && heldBy === null;

/**
 * The next one to look at after this one, round the end; null when none is left. `saved` have a verdict that
 * the list does not show yet.
 */
export function nextPending(
  items: readonly QueueItem[],
  traceId: string | null,
  saved: readonly string[] = [],
): string | null {
  const at = items.findIndex((item) => item.traceId === traceId);
  const order = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  const next = order.find((item) => isPending(item) && !saved.includes(item.traceId));
  return next?.traceId ?? null;
}
