import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import { loadStandings } from "@/lib/judges/calibrate/load-standings";
import { ScorerSpec } from "@/lib/scorers/contract";
import {
  asksJudge,
  type JudgeStanding,
  type JudgeStandings,
  judgeNamed,
  listJudges,
  mayVote,
} from "@/lib/scorers/may-vote";
import { readTraceMarks } from "@/lib/traces/store/sample-traces";
import { DryRun, type OnlineScorer, type TraceScore } from "./contract";
import { findOnlineScorer, type ScorerRow } from "./find-online-scorer";
import { settingsHash } from "./settings-hash";

const read = { scope: "traces:read" } as const;
const MOST = 100;

export async function listOnlineScorers(
  actor: Actor,
): Promise<{ data: OnlineScorer[]; nextCursor: null }> {
  authorize(actor, read);
  const rows = await db.onlineScorer.findMany({
    where: { projectId: actor.projectId, archivedAt: null },
    orderBy: { name: "asc" },
    take: MOST,
  });
  return { data: await toOnlineScorers(rows), nextCursor: null };
}

export async function getOnlineScorer(actor: Actor, id: string): Promise<OnlineScorer> {
  authorize(actor, read);
  const [scorer] = await toOnlineScorers([await findOnlineScorer(actor, id)]);
  if (!scorer) throw new Error("A row that was just read is gone.");
  return scorer;
}

export async function listTraceScores(
  actor: Actor,
  traceId: string,
): Promise<{ data: TraceScore[]; nextCursor: null }> {
  authorize(actor, read);
  const [mark] = await readTraceMarks(actor.projectId, [traceId]);
  if (!mark) throw notFound(`The trace ${traceId}`);
  const rows = await db.traceScore.findMany({
    where: { projectId: actor.projectId, traceId },
    include: { scorer: { select: { name: true, scorer: true } } },
    orderBy: { scoredAt: "asc" },
  });
  const standings = await loadStandings(actor.projectId);
  return {
    data: rows.map(({ scorer, value, passed, reason, costUsd, scoredAt }) => {
      const spec = ScorerSpec.parse(scorer.scorer);
      return {
        scorer: scorer.name,
        value,
        passed,
        reason,
        costUsd: costUsd === null ? null : Number(costUsd),
        isJudge: asksJudge([spec]),
        counts: mayVote(spec, standings).isAllowed,
        scoredAt: scoredAt.toISOString(),
      };
    }),
    nextCursor: null,
  };
}

async function toOnlineScorers(rows: ScorerRow[]): Promise<OnlineScorer[]> {
  const [first] = rows;
  const [prompts, today, standings] = await Promise.all([
    db.prompt.findMany({
      where: { id: { in: rows.flatMap(({ promptId }) => (promptId ? [promptId] : [])) } },
      select: { id: true, name: true },
    }),
    loadToday(rows.map(({ id }) => id)),
    first ? loadStandings(first.projectId) : new Map(),
  ]);
  return rows.map((row) => {
    const scorer = ScorerSpec.parse(row.scorer);
    const judges = asksJudge([scorer]);
    const dailyBudgetUsd = row.dailyBudgetUsd === null ? null : Number(row.dailyBudgetUsd);
    const usage = today.get(row.id) ?? nothing;
    return {
      id: row.id,
      name: row.name,
      scorer,
      prompt: prompts.find(({ id }) => id === row.promptId)?.name ?? null,
      environment: row.environment,
      share: row.share,
      dailyBudgetUsd,
      isEnabled: row.isEnabled,
      isJudge: judges,
      calibration: judges ? calibrationOf(scorer, standings) : "not_needed",
      counts: mayVote(scorer, standings).isAllowed,
      dryRun: currentDryRun(row),
      today: {
        ...usage,
        isBudgetSpent: dailyBudgetUsd !== null && usage.costUsd >= dailyBudgetUsd,
      },
      createdBy: row.createdByName,
      createdAt: row.createdAt.toISOString(),
    };
  });
}

/** The worst of its judges. */
function calibrationOf(scorer: ScorerSpec, standings: JudgeStandings): JudgeStanding["state"] {
  const states = listJudges([scorer]).map((spec) => {
    const name = judgeNamed(spec);
    return name === null ? undefined : standings.get(name)?.state;
  });
  if (states.every((state) => state === "calibrated")) return "calibrated";
  return states.every((state) => state === "calibrated" || state === "stale")
    ? "stale"
    : "uncalibrated";
}

/** A dry run of other settings says nothing about these. */
export function currentDryRun(row: ScorerRow): DryRun | null {
  const stored = row.dryRun as { hash: string; run: unknown } | null;
  if (!stored || stored.hash !== settingsHash(row)) return null;
  return DryRun.safeParse(stored.run).data ?? null;
}

const nothing = { scored: 0, passed: 0, failed: 0, unknown: 0, costUsd: 0 };

/** Since midnight UTC. */
export async function loadToday(scorerIds: string[]): Promise<Map<string, typeof nothing>> {
  const rows = await db.$queryRaw<(typeof nothing & { id: string })[]>`
    select scorer_id as id, count(*)::int as scored, count(*) filter (where passed)::int as passed,
      count(*) filter (where not passed)::int as failed, count(*) filter (where passed is null)::int as unknown,
      coalesce(sum(cost_usd), 0)::float8 as "costUsd"
    from trace_score
    where scorer_id = any(${scorerIds}::uuid[])
      and scored_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
    group by scorer_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}
