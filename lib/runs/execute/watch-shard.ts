import "server-only";
import pLimit from "p-limit";
import { z } from "zod";
import { db, Prisma } from "@/lib/db/client";
import { json } from "@/lib/db/json";

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
});
type ShardWatch = z.infer<typeof ShardWatch>;

export type ShardStart =
  /** `isSuspect`: a worker died at it before, and it or another run was the reason. */
  { kind: "work"; isSuspect: boolean } | { kind: "fatal"; caseRowId: string | null };

/**
 * Counts the workers that died at a shard, in the run itself: a worker that dies can say nothing any more, but
 * it leaves the shard open. A death says of all shards that were open at the time that one of them may be the
 * reason, so each is then worked on alone.
 */
export function watchShard(runId: string, shard: string) {
  let watch: ShardWatch = { shard, deaths: 0, isOpen: false, caseRowId: null };
  const write = async (change: Partial<ShardWatch>) => {
    watch = { ...watch, ...change };
    await db.run.update({ where: { id: runId }, data: { shardWatch: json(watch) } });
  };
  return {
    /** Counts the death of the last worker, if it died here. The shard is not open before `open`. */
    async start(): Promise<ShardStart> {
      const run = await db.run.findUniqueOrThrow({
        where: { id: runId },
        select: { shardWatch: true },
      });
      const last = ShardWatch.safeParse(run.shardWatch).data;
      if (last?.shard === shard) {
        await write({ ...last, deaths: last.deaths + (last.isOpen ? 1 : 0), isOpen: false });
      }
      if (watch.deaths < MOST_DEATHS) return { kind: "work", isSuspect: watch.deaths > 0 };
      return { kind: "fatal", caseRowId: watch.caseRowId };
    },
    open: () => write({ isOpen: true }),
    /** Only while one case is worked on alone: for every case it would be a write too many. */
    atCase: (caseRowId: string) => write({ caseRowId }),
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
