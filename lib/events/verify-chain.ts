import "server-only";
import { db } from "@/lib/db/client";
import { type ChainReport, reportChain, signedHeads } from "./chain-report";
import type { Checkpoint } from "./checkpoints";
import { startScan } from "./scan-chain";
import type { ChainHead } from "./seal";

const BATCH = 2000;
/** Checks a project's stored events in batches, so that a long log needs no more memory than a short one. */
export async function verifyChain(
  { id: projectId, slug }: { id: string; slug: string },
  allCheckpoints: readonly Checkpoint[],
): Promise<ChainReport> {
  const { head, first, last } = await readEnds(projectId);
  const checkpoints = allCheckpoints.filter((one) => one.projectId === projectId);
  const evidence = { project: slug, head, checkpoints };
  const signed = signedHeads(evidence);
  const { scan, add } = startScan({
    sealedFrom: Math.min(...signed.map(({ sealedFrom }) => sealedFrom)),
    signed: signed.map(({ count }) => count),
  });
  let from = first;
  while (from <= last) {
    const events = await db.event.findMany({
      where: { projectId, seq: { gte: from, lte: last } },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    for (const event of events) add(event);
    from = (events.at(-1)?.seq ?? last) + 1;
  }
  return reportChain(scan, evidence);
}

/** In one statement, so that an event that is written meanwhile is in both or in neither. */
async function readEnds(projectId: string) {
  const [row] = await db.$queryRaw<
    {
      count: number | null;
      hash: string;
      at: Date;
      sealedFrom: number;
      seal: string;
      first: number | null;
      last: number | null;
    }[]
  >`
    select head.count, head.hash, head.at, head.sealed_from as "sealedFrom", head.seal, ends.first, ends.last
    from (select min(seq) as first, max(seq) as last from event where project_id = ${projectId}::uuid) ends
    left join event_head head on head.project_id = ${projectId}::uuid`;
  if (!row) throw new Error("An aggregate gives one row.");
  const { count, hash, at, sealedFrom, seal, first, last } = row;
  const head: ChainHead | null =
    count === null ? null : { projectId, count, hash, at, sealedFrom, seal };
  return { head, first: first ?? 1, last: last ?? 0 };
}
