import { db } from "@/lib/db/client";
import { type ChainState, checkChain } from "./event-chain";

const BATCH = 2000;

/** Checks a project's stored events in batches, so that a long log needs no more memory than a short one. */
export async function verifyChain(projectId: string): Promise<ChainState> {
  let after = { seq: 0, hash: "" };
  for (;;) {
    const events = await db.event.findMany({
      where: { projectId, seq: { gt: after.seq } },
      orderBy: { seq: "asc" },
      take: BATCH,
    });
    const state = checkChain(events, after);
    if (!state.isWhole) return state;
    const last = events.at(-1);
    if (!last || events.length < BATCH) return { isWhole: true, count: after.seq + events.length };
    after = { seq: last.seq, hash: last.hash };
  }
}
