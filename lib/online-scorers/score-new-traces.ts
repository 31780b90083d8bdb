import "server-only";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { isAppError } from "@/lib/http/app-error";
import { log } from "@/lib/http/log";
import { ScorerSpec } from "@/lib/scorers/contract";
import { getTrace } from "@/lib/traces/reads";
import { loadUnscored } from "@/lib/traces/store/sample-traces";
import { dayAllowance } from "./day-allowance";
import type { ScorerRow } from "./find-online-scorer";
import { loadToday } from "./reads";
import { scoreTrace } from "./score-trace";

/** A trace that has not changed for so long is complete enough. */
const SETTLED_MS = 10_000;
/** A trace that goes on for longer was judged before; what is said of it later, by feedback, makes it no new one. */
const NEW_MS = 3_600_000;
const BATCH = 100;
const UNDER_WAY = "being judged";

/**
 * Scores new traces of every enabled scorer, once each: those that came since it was switched on, also late. A trace is claimed before it is judged, so two workers
 * never pay for the same one; a worker that dies leaves a claim without a verdict, which is neither pass nor
 * fail. Answers how many were scored.
 */
export async function scoreNewTraces(signal: AbortSignal, now = new Date()): Promise<number> {
  const rows = await db.onlineScorer.findMany({
    where: { isEnabled: true, archivedAt: null, scoredUntil: { not: null } },
    include: { project: { select: { slug: true } } },
  });
  let count = 0;
  for (const row of rows) {
    if (signal.aborted) break;
    try {
      count += await scoreFor(row, row.project.slug, { signal, now });
    } catch (error) {
      log().warn({ err: error, scorer: row.id }, "an online scorer stopped");
    }
  }
  return count;
}

async function scoreFor(
  row: ScorerRow,
  slug: string,
  { signal, now }: { signal: AbortSignal; now: Date },
): Promise<number> {
  const until = new Date(Date.now() - SETTLED_MS);
  const after = row.scoredUntil;
  if (!after || until <= after) return 0;
  const { projectId, promptId, environment, share } = row;
  const traces = await loadUnscored(projectId, {
    scorerId: row.id,
    promptId,
    environment,
    share,
    receivedSince: new Date(Math.max(row.enabledAt?.getTime() ?? 0, after.getTime() - NEW_MS)),
    after,
    until,
    limit: BATCH,
  });
  let count = 0;
  for (const trace of traces) {
    // What comes while the hours so far have spent their part is left unscored: the rest is for later traces.
    if (signal.aborted) return count;
    if (await isAllowanceSpent(row, now)) break;
    if (await claim(row, trace)) count += await judge(row, slug, trace.id, signal);
  }
  if (traces.length < BATCH || (await isAllowanceSpent(row, now))) {
    await db.onlineScorer.updateMany({
      where: { id: row.id, scoredUntil: { lt: until } },
      data: { scoredUntil: until },
    });
  }
  return count;
}

async function isAllowanceSpent({ id, dailyBudgetUsd }: ScorerRow, now: Date): Promise<boolean> {
  if (dailyBudgetUsd === null) return false;
  const spentUsd = (await loadToday([id])).get(id)?.costUsd ?? 0;
  return spentUsd >= dayAllowance(Number(dailyBudgetUsd), now);
}

async function claim(
  { id: scorerId, projectId }: ScorerRow,
  trace: { id: string; startedAt: Date },
): Promise<boolean> {
  const { count } = await db.traceScore.createMany({
    data: [
      { projectId, traceId: trace.id, scorerId, startedAt: trace.startedAt, reason: UNDER_WAY },
    ],
    skipDuplicates: true,
  });
  return count === 1;
}

async function judge(
  row: ScorerRow,
  slug: string,
  traceId: string,
  signal: AbortSignal,
): Promise<number> {
  const { projectId, id: scorerId } = row;
  const key = { projectId_traceId_scorerId: { projectId, traceId, scorerId } };
  const actor = systemActor({ id: projectId, slug }, "Online scorer");
  try {
    const trace = await getTrace(actor, traceId, { steps: "whole" });
    const { score, costUsd } = await scoreTrace(
      projectId,
      ScorerSpec.parse(row.scorer),
      trace,
      signal,
    );
    const { value, passed, reason } = score;
    await db.traceScore.update({
      where: key,
      data: { value, passed, reason, costUsd, scoredAt: new Date() },
    });
    return 1;
  } catch (error) {
    // Deleted between the two reads: there is nothing to judge.
    if (!isAppError(error) || error.code !== "not_found") throw error;
    await db.traceScore.delete({ where: key });
    return 0;
  }
}
