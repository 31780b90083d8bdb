import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { Prisma } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { Estimate } from "@/lib/http/contract";
import { type RunRow, selectRuns } from "@/lib/runs/find-run";
import { whyWithheld } from "./why-withheld";

const MOST_VERSIONS = 8;

/** The newest run of a version on each split, where its figures may be shown. */
export interface VersionRuns {
  version: number;
  development: RunRow | null;
  holdout: RunRow | null;
}

interface Wanted {
  promptId: string;
  evalSetId: string;
  /** No version after this one. */
  upTo?: number;
  /** Only runs that had ended by then. */
  endedBy?: Date;
}

/**
 * Completed runs of versions as they are, by version, oldest first: a run on another model says nothing of the
 * version, and nobody made the calls of a recorded one.
 */
export async function loadGapRuns(
  actor: Actor,
  { promptId, evalSetId, upTo, endedBy }: Wanted,
): Promise<VersionRuns[]> {
  const rows = await selectRuns(
    Prisma.sql`r.prompt_id = ${promptId}::uuid and r.eval_set_id = ${evalSetId}::uuid
      and r.status = 'completed' and not r.recorded and r.content_hash = v.content_hash
      and (${upTo ?? null}::int is null or v.number <= ${upTo ?? null})
      and (${endedBy ?? null}::timestamptz is null or r.ended_at <= ${endedBy ?? null})`,
    Prisma.sql`order by r.number desc limit 400`,
  );
  const visible = visibleCases(actor);
  const runs = rows.filter((run) => whyWithheld(visible, run) === null && passRateOf(run));
  const versions = [...new Set(runs.flatMap(({ version }) => version ?? []))]
    .sort((a, b) => a - b)
    .slice(-MOST_VERSIONS);
  const newest = (version: number, split: Split) =>
    runs.find((run) => run.version === version && run.split === split) ?? null;
  return versions.map((version) => ({
    version,
    development: newest(version, "development"),
    holdout: newest(version, "holdout"),
  }));
}

export function passRateOf(run: RunRow | null): Estimate | null {
  const counted = run?.counted as { passRate?: unknown } | null | undefined;
  return Estimate.nullable()
    .catch(null)
    .parse(counted?.passRate ?? null);
}
