import { z } from "zod";

/**
 * A run's cases are divided over lanes, which several workers go through at the same time, each shard by shard.
 * Lane `index` of `of` has the cases whose position leaves that rest.
 */
export const Lane = z.object({ index: z.int(), of: z.int() });
export type Lane = z.infer<typeof Lane>;

/** Of a run that one worker goes through. */
export const ONLY_LANE: Lane = { index: 0, of: 1 };

/** As many lanes as there are workers to take them, and never more than the run may make calls at once. */
export function planLanes({
  workers,
  concurrency,
}: {
  workers: number;
  concurrency: number;
}): Lane[] {
  const of = Math.max(1, Math.min(workers, concurrency));
  return Array.from({ length: of }, (_, index) => ({ index, of }));
}

/** Calls at once in a lane: together as many as the run may make. */
export function laneConcurrency(concurrency: number, { index, of }: Lane): number {
  return Math.max(1, Math.floor(concurrency / of) + (index < concurrency % of ? 1 : 0));
}

/** Lanes with the same index of different runs take turns; lanes of one run do not wait for each other. */
export const laneQueue = (queueName: string, { index }: Lane): string =>
  index === 0 ? queueName : `${queueName}:${index}`;
