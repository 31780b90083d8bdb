import type { TraceBatch } from "./span";

const DAY_MS = 86_400_000;

/** The places of the traces that began before what the project keeps: the next clean-up deletes them. */
export function outsideRetention(
  batches: readonly TraceBatch[],
  retentionDays: number,
  now = new Date(),
): number[] {
  const oldest = now.getTime() - retentionDays * DAY_MS;
  return batches.flatMap((batch, index) => (startOf(batch) < oldest ? [index] : []));
}

export function retentionWarning(retentionDays: number): string {
  return `It began more than ${retentionDays} days ago, so it is deleted within a day. A longer retention under Settings › Traces keeps it.`;
}

function startOf({ times, spans }: TraceBatch): number {
  const starts = spans.map(({ startedAt }) => startedAt.getTime());
  return Math.min(
    times?.startedAt.getTime() ?? Number.POSITIVE_INFINITY,
    ...starts.slice(0, 10_000),
  );
}
