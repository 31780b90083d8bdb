import "server-only";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Checkpoint } from "@/lib/events/checkpoints";
import { sealOldEvents } from "@/lib/events/seal-old-events";
import { startCheckpoints } from "@/lib/events/write-checkpoints";
import { startLoop } from "@/lib/jobs/start-loop";
import { announce } from "./announce";

const EVERY_MS = 300_000;

/**
 * Keeps signed copies of every audit log's end outside of the database: in a file every few minutes and when
 * the worker stops, and at the webhooks that ask for it.
 */
export function startCheckpointLoop() {
  const writeCheckpoints = startCheckpoints();
  let isFirst = true;
  const turn = async () => {
    const isStarting = isFirst;
    isFirst = false;
    if (isStarting) await sealOldEvents();
    for (const checkpoint of await writeCheckpoints()) await announceCheckpoint(checkpoint);
  };
  return startLoop({ everyMs: EVERY_MS, warning: "no audit checkpoint", turn, endsWithTurn: true });
}

/** Only webhooks hear of it. One that is lost is made good by the next. */
export async function announceCheckpoint({ project, ...head }: Checkpoint): Promise<void> {
  const { projectId, count, hash, at, sealedFrom, seal } = head;
  await announce(db, systemActor({ id: projectId, slug: project }, "audit"), {
    type: "audit.checkpoint",
    to: [],
    data: {
      path: "settings/audit",
      title: "Audit log",
      checkpoint: { projectId, count, hash, at: at.toISOString(), sealedFrom, seal },
    },
  });
}
