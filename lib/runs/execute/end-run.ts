import "server-only";
import { systemActor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { noticeRegressions } from "@/lib/failure-categories/notice-regressions";
import type { RunSummary } from "@/lib/runs/summary-contract";
import { countRun } from "./count-run";

/** Counting a run of 100,000 answers takes seconds. */
const COUNTING_MS = 180_000;

export interface RunEnd {
  status: "completed" | "failed" | "cancelled";
  reason: string | null;
}

/**
 * Ends a run once: counts everything and stores it with the end. While it counts, the run's row is locked,
 * so no late result slips in between; afterwards none is taken. A run that a person cancelled keeps their
 * reason and time and gets its counts. Null ends only such a run: one that was retried in the meantime is
 * under way again, and its end is not for a worker that has left it.
 */
export async function endRun(runId: string, end: RunEnd | null): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const run = await lockRun(tx, runId);
      if (!run || (!end && run.status !== "cancelled")) return;
      const summary = await countRun(run);
      const newEnd = run.status === "cancelled" ? null : end;
      await tx.run.update({
        where: { id: runId },
        data: {
          ...countersOf(summary),
          ...(newEnd && {
            status: newEnd.status,
            statusReason: newEnd.reason,
            endedAt: new Date(),
          }),
        },
      });
      if (!newEnd) return;
      const worker = systemActor(run.project, "worker");
      await recordEvent(tx, worker, {
        type: `run.${newEnd.status}`,
        subject: { type: "run", id: runId },
        data: { number: run.number, reason: newEnd.reason, results: summary.results },
      });
      if (newEnd.status === "completed") {
        await noticeRegressions(tx, worker, { ...run, version: run.version?.number ?? null });
      }
    },
    { timeout: COUNTING_MS, maxWait: 20_000 },
  );
}

async function lockRun(tx: Tx, runId: string) {
  const locked = await tx.$queryRaw<unknown[]>`
    select 1 from run where id = ${runId}::uuid and summary is null
      and status in ('running', 'cancelled') for update`;
  if (locked.length === 0) return null;
  return tx.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      id: true,
      projectId: true,
      number: true,
      status: true,
      split: true,
      scorers: true,
      promptId: true,
      evalSetId: true,
      project: true,
      version: { select: { number: true } },
    },
  });
}

export function countersOf(summary: RunSummary) {
  const { results, tokens, retries, cost } = summary;
  return {
    summary: json(summary),
    done: results.n,
    passed: results.passed,
    failed: results.failed,
    errored: results.errored,
    retries,
    inputTokens: tokens.input ?? 0,
    outputTokens: tokens.output ?? 0,
    // Unknown for one answer is unknown for the run; the judges alone are not its cost.
    costUsd: cost.spentUsd === null ? null : cost.spentUsd + (cost.judgesUsd ?? 0),
  };
}
