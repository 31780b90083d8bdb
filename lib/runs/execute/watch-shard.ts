import "server-only";
import pLimit from "p-limit";
import { z } from "zod";
import { db, Prisma } from "@/lib/db/client";
import type { Lane } from "./lane";

/** Workers that may die at one shard before its run fails. */
const MOST_DEATHS = 2;

const ShardWatch = z.object({
  /** The case that the shard begins after. */
  shard: z.string(),
  /** Times that a worker died at it. */
  deaths: z.int(),
  /** A worker is at it. When the next one comes and it still says so, that worker died. */
  isOpen: z.boolean(),
  /** The case that was worked on alone. */
  caseRowId: z.string().nullable(),
  /** It was the last shard of its lane, and every case has its result. */
  isLast: z.boolean().default(false),
});
type ShardWatch = z.infer<typeof ShardWatch>;

/** By the lane's index. */
const LaneWatches = z.record(z.string(), ShardWatch);

export type ShardStart =
  /** `isSuspect`: a worker died at it before, and it or another run was the reason. */
  { kind: "work"; isSuspect: boolean } | { kind: "fatal"; caseRowId: string | null };

/**
 * Counts the workers that died at a shard, in the run itself: a worker that dies can say nothing any more, but
 * it leaves the shard open. A death says of all shards that were open at the time that one of them may be the
 * reason, so each is then worked on alone.
 */
export function watchShard(runId: string, lane: Lane, shard: string) {
  const key = String(lane.index);
  let watch: ShardWatch = { shard, deaths: 0, isOpen: false, caseRowId: null, isLast: false };
  /** The watches of all lanes, with this change of ours. */
  const write = async (change: Partial<ShardWatch>): Promise<Record<string, ShardWatch>> => {
    watch = { ...watch, ...change };
    const [run] = await db.$queryRaw<{ watches: unknown }[]>`
      update run set shard_watch =
        coalesce(shard_watch, '{}') || jsonb_build_object(${key}::text, ${JSON.stringify(watch)}::jsonb)
      where id = ${runId}::uuid returning shard_watch as watches`;
    return LaneWatches.parse(run?.watches ?? {});
  };
  return {
    /** Counts the death of the last worker, if it died here. The shard is not open before `open`. */
    async start(): Promise<ShardStart> {
      const run = await db.run.findUniqueOrThrow({
        where: { id: runId },
        select: { shardWatch: true },
      });
      const last = LaneWatches.safeParse(run.shardWatch).data?.[key];
      if (last?.shard === shard) {
        await write({ ...last, deaths: last.deaths + (last.isOpen ? 1 : 0), isOpen: false });
      }
      if (watch.deaths < MOST_DEATHS) return { kind: "work", isSuspect: watch.deaths > 0 };
      return { kind: "fatal", caseRowId: watch.caseRowId };
    },
    open: () => write({ isOpen: true }),
    /** Ends the lane; whether all others have ended before, so that one of them ends the run. */
    async finishLane(): Promise<boolean> {
      const watches = Object.values(await write({ isOpen: false, isLast: true }));
      return watches.filter(({ isLast }) => isLast).length === lane.of;
    },
    /** Only while one case is worked on alone: for every case it would be a write too many. */
    atCase: async (caseRowId: string) => {
      await write({ caseRowId });
    },
    /** What may have been the reason has been worked on, and nobody died. */
    clear: () => write({ deaths: 0, caseRowId: null }),
    close: () => write({ isOpen: false }),
    async forget(): Promise<void> {
      await db.run.update({ where: { id: runId }, data: { shardWatch: Prisma.DbNull } });
    },
  };
}

export type ShardWatcher = ReturnType<typeof watchShard>;

/** One suspect at a time in a worker, or a death would say nothing about which of them it was. */
export const suspects = pLimit(1);
