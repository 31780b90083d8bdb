import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asViewer } from "@/lib/auth/as-viewer";
import { db } from "@/lib/db/client";
import { compareRuns } from "@/lib/runs/compare/compare-runs";
import { getRun } from "@/lib/runs/get-run";
import type { MeasuredPair } from "./measured-pair";
import type { Measured } from "./note-contract";
import { writeMeasured } from "./release-note";

const MOST_PAIRS = 6;

interface RunKey {
  id: string;
  evalSetId: string;
  split: "development" | "holdout";
  evalSetRevision: number;
}

/** The newest completed run of a version per eval set and split, against those of what is live. */
export async function measureVersion(
  actor: Actor,
  { versionId, live }: { versionId: string; live: { id: string; number: number } | null },
): Promise<Measured> {
  const viewer = asViewer(actor);
  const [ours, theirs] = await Promise.all([
    newestRuns(actor, versionId),
    live && live.id !== versionId ? newestRuns(actor, live.id) : [],
  ]);
  const pairs: MeasuredPair[] = [];
  for (const key of ours.slice(0, MOST_PAIRS)) {
    const baseline = theirs.find(
      ({ evalSetId, split }) => evalSetId === key.evalSetId && split === key.split,
    );
    pairs.push({
      run: await getRun(viewer, key.id),
      baseline: baseline ? await getRun(viewer, baseline.id) : null,
      comparison: baseline
        ? await compareRuns(viewer, key.id, { baseline: baseline.id, margin: 0 })
        : null,
    });
  }
  return writeMeasured(pairs, { against: live?.number ?? null, asOf: new Date() });
}

/** Of exactly this content and model: a run may try another one. Development before holdout, and the set measured last before the others. */
async function newestRuns({ projectId }: Actor, versionId: string): Promise<RunKey[]> {
  return db.$queryRaw<RunKey[]>`
    select * from (
      select distinct on (r.eval_set_id, r.split) r.id, r.eval_set_id as "evalSetId",
        r.split::text as split, r.eval_set_revision as "evalSetRevision", r.number
      from run r join prompt_version v on v.id = r.version_id and v.content_hash = r.content_hash
      where r.project_id = ${projectId}::uuid and r.version_id = ${versionId}::uuid
        and r.status = 'completed' and not r.recorded
      order by r.eval_set_id, r.split, r.number desc) newest
    order by split, number desc`;
}
