import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { isAllowed } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { type LiveThere, listLive } from "@/lib/deployments/list-live";
import { promptNamedSql } from "@/lib/prompts/prompt-named";
import { loadPairedRates } from "@/lib/runs/compare/load-paired-rates";
import { type RunRow, selectRuns } from "@/lib/runs/find-run";
import type { OptionRun } from "./numbers-contract";
import type { WeekSpan } from "./week-title";

const MOST_OPTIONS = 6;
const MOST_RUNS = 60;
/** Comparing looks at every case of both; larger runs are compared on their own page. */
const MOST_CASES = 20_000;
const ENVIRONMENT = "production";
const NOT_COMPARED = { difference: null, baseline: null };

/**
 * Contents that were run in a week, each by its newest run over development cases, newest last; without
 * what is live already. With a prompt: its own only.
 */
export async function loadOptions(
  actor: Actor,
  { from, to }: WeekSpan,
  { prompt, isCompared }: { prompt: string | null; isCompared: boolean },
): Promise<OptionRun[]> {
  const { projectId } = actor;
  const runs = await selectRuns(
    Prisma.sql`r.project_id = ${projectId}::uuid and r.split = 'development' and not r.recorded
      and r.created_at >= ${from} and r.created_at < ${to}
      ${prompt === null ? Prisma.empty : Prisma.sql`and ${promptNamedSql(prompt)}`}`,
    Prisma.sql`order by r.number desc limit ${MOST_RUNS}`,
  );
  const there = await listLive({ projectId, environment: ENVIRONMENT });
  const live = new Map(there.map(({ promptId, version }) => [promptId, version]));
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
      ...(isCompared ? await compareWithLive(actor, run, live.get(run.promptId)) : NOT_COMPARED),
    })),
  );
}

const isSame = (a: RunRow, b: RunRow) =>
  a.promptId === b.promptId && a.contentHash === b.contentHash;

async function compareWithLive(
  actor: Actor,
  run: RunRow,
  live: LiveThere["version"] | undefined,
): Promise<Pick<OptionRun, "difference" | "baseline">> {
  if (!live || run.status !== "completed" || run.total > MOST_CASES) return NOT_COMPARED;
  if (!isAllowed(actor, { scope: "evals:read" })) return NOT_COMPARED;
  const baseline = await db.run.findFirst({
    where: {
      versionId: live.id,
      evalSetId: run.evalSetId,
      split: "development",
      status: "completed",
      recorded: false,
      total: { lte: MOST_CASES },
    },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
  if (!baseline) return NOT_COMPARED;
  return {
    difference: await loadPairedRates(run.id, baseline.id),
    baseline: { run: baseline.number, version: live.number },
  };
}
