import "server-only";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import type { RolloutHistory } from "@/lib/rollouts/contract";
import type { PlacedRollout } from "@/lib/rollouts/load-rollout";
import { guardrailFigures } from "./judge-guardrails";

export type SnapshotFigures = RolloutHistory["points"][number]["guardrails"];

const LEAST_MS = 5_000;
/** A chart of a rollout of any length has some hundreds of points. */
const PART = 1 / 200;

/** Keeps the figures of this moment for the charts, when enough time has passed since the last ones. */
export async function writeSnapshot(
  tx: Tx,
  rollout: PlacedRollout,
  now: number,
  isForced: boolean,
): Promise<void> {
  const { id: rolloutId, percent, figures } = rollout;
  const last = figures.snapshotAt ?? 0;
  const age = now - rollout.startedAt.getTime();
  if (!isForced && now - last < Math.max(LEAST_MS, age * PART)) return;
  figures.snapshotAt = now;
  const snapshot: SnapshotFigures = guardrailFigures(rollout).map(
    ({ stable, candidate, evidence }) => ({ stable, candidate, evidence }),
  );
  const at = new Date(now);
  await tx.rolloutSnapshot.createMany({
    data: [{ rolloutId, at, percent, figures: json(snapshot) }],
    skipDuplicates: true,
  });
}
