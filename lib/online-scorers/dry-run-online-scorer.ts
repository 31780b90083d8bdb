import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { ScorerSpec } from "@/lib/scorers/contract";
import { getTrace } from "@/lib/traces/reads";
import { readRecent } from "@/lib/traces/store/sample-traces";
import type { DryRun, OnlineScorer } from "./contract";
import { findOnlineScorer } from "./find-online-scorer";
import { getOnlineScorer } from "./reads";
import { type ScoredTrace, scoreTrace } from "./score-trace";
import { settingsHash } from "./settings-hash";

export const DRY_RUN_TRACES = 20;
const AT_ONCE = 4;
const LONGEST_REASON = 500;

/** Asks about the newest traces, as many as there are up to 20, and keeps the answer with the settings. */
export async function dryRunOnlineScorer(
  actor: Actor,
  id: string,
  signal: AbortSignal,
): Promise<OnlineScorer> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const row = await findOnlineScorer(actor, id);
  const spec = ScorerSpec.parse(row.scorer);
  const { projectId } = actor;
  const recent = await readRecent(projectId, { ...row, limit: DRY_RUN_TRACES });
  const scored: ({ traceId: string } & ScoredTrace)[] = [];
  for (let from = 0; from < recent.length; from += AT_ONCE) {
    const part = await Promise.all(
      recent.slice(from, from + AT_ONCE).map(async ({ id: traceId }) => {
        const trace = await getTrace(actor, traceId, { steps: "whole" });
        return { traceId, ...(await scoreTrace(projectId, spec, trace, signal)) };
      }),
    );
    scored.push(...part);
  }
  const run = summarise(scored);
  await db.$transaction(async (tx) => {
    await tx.onlineScorer.update({
      where: { id },
      data: { dryRun: json({ hash: settingsHash(row), run }) },
    });
    await recordEvent(tx, actor, {
      type: "online_scorer.tried",
      subject: { type: "online_scorer", id },
      data: { name: row.name, traces: run.traces, passed: run.passed, failed: run.failed },
    });
  });
  return getOnlineScorer(actor, id);
}

function summarise(scored: ({ traceId: string } & ScoredTrace)[]): DryRun {
  const count = (passed: boolean | null) =>
    scored.filter(({ score }) => score.passed === passed).length;
  return {
    at: new Date().toISOString(),
    traces: scored.length,
    passed: count(true),
    failed: count(false),
    unknown: count(null),
    costUsd: scored.reduce<number | null>(
      (sum, { costUsd }) => (sum === null || costUsd === null ? null : sum + costUsd),
      0,
    ),
    data: scored.map(({ traceId, score: { value, passed, reason } }) => ({
      traceId,
      value,
      passed,
      reason: reason.slice(0, LONGEST_REASON),
    })),
  };
}
