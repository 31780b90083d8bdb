import type { QueueItem } from "@/lib/trace-reviews/contract";

export const isPending = ({ verdict, heldBy }: QueueItem): boolean =>
  verdict === null && heldBy === null;

/** The next one to look at after this one, round the end; null when none is left. */
export function nextPending(items: readonly QueueItem[], traceId: string | null): string | null {
  const at = items.findIndex((item) => item.traceId === traceId);
  const order = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))];
  return order.find(isPending)?.traceId ?? null;
}
