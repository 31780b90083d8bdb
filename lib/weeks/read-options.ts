import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { compareRuns } from "@/lib/runs/compare-runs";
import { type RunRow, selectRuns } from "@/lib/runs/find-run";
import type { OptionRun } from "./contract";
import type { WeekSpan } from "./week-title";

const MOST_OPTIONS = 6;
const MOST_RUNS = 60;
/** Comparing looks at every case of both; larger runs are compared on their own page. */
const MOST_CASES = 5_000;
const ENVIRONMENT = "production";

/**
 * Contents that were run in a week, each by its newest run over development cases, newest last; without
 * what is live already. With a prompt: its own only.
 */
export async function readOptions(
  actor: Actor,
  { from, to }: WeekSpan,
  prompt: string | null,
): Promise<OptionRun[]> {
  const { projectId } = actor;
  const runs = await selectRuns(
    Prisma.sql`r.project_id = ${projectId}::uuid and r.split = 'development'
      and r.created_at >= ${from} and r.created_at < ${to}
      ${prompt === null ? Prisma.empty : Prisma.sql`and p.name = ${prompt}`}`,
    Prisma.sql`order by r.number desc limit ${MOST_RUNS}`,
  );
  const live = await readLiveVersions(projectId);
  const options = runs
    .filter((run) => live.get(run.promptId)?.contentHash !== run.contentHash)
    .filter((run, at, all) => all.findIndex((one) => isSame(one, run)) === at)
    .slice(0, MOST_OPTIONS)
    .reverse();
  return Promise.all(
    options.map(async (run) => ({
      run: run.number,
      version: run.version,
      prompt: run.prompt,
      status: run.status,
      total: run.total,
      done: run.done,
      costUsd: run.costUsd,
      ...(await compareWithLive(actor, run, live.get(run.promptId))),
    })),
  );
}

const isSame = (a: RunRow, b: RunRow) =>
  a.promptId === b.promptId && a.contentHash === b.contentHash;

interface LiveVersion {
  id: string;
  number: number;
  contentHash: string;
}

async function readLiveVersions(projectId: string): Promise<Map<string, LiveVersion>> {
  const rows = await db.liveVersion.findMany({
    where: { environment: { projectId, name: ENVIRONMENT } },
    select: { promptId: true, version: { select: { id: true, number: true, contentHash: true } } },
    take: 500,
  });
  return new Map(rows.map(({ promptId, version }) => [promptId, version]));
}

async function compareWithLive(
  actor: Actor,
  run: RunRow,
  live: LiveVersion | undefined,
): Promise<Pick<OptionRun, "difference" | "baseline">> {
  const nothing = { difference: null, baseline: null };
  if (!live || run.status !== "completed" || run.total > MOST_CASES) return nothing;
  if (!isAllowed(actor, { scope: "evals:read" })) return nothing;
  const baseline = await db.run.findFirst({
    where: {
      versionId: live.id,
      evalSetId: run.evalSetId,
      split: "development",
      status: "completed",
      total: { lte: MOST_CASES },
    },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
  if (!baseline) return nothing;
  const { passRateDifference } = await compareRuns(actor, run.id, {
    baseline: baseline.id,
    margin: 0,
  });
  return {
    difference: passRateDifference,
    baseline: { run: baseline.number, version: live.number },
  };
}
