import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db/client";
import { declines } from "@/lib/trace-reviews/detectors/detect-refusal";
import { readOutputs, sampleByRule } from "@/lib/traces/store/sample-traces";
import type { ReviewSettings } from "./contract";
import type { WeekSpan } from "./iso-week";
import { type Candidate, planQueue, queuePace } from "./plan-queue";
import { queueReason } from "./queue-reason";
import { RuleName } from "./review-rule";

const PER_RULE = 300;

/**
 * Takes new traces into this week's queue. A trace that is in a queue already is left where it is, and of
 * two readers at once only the first one adds: what the second would sample no longer holds the first's.
 */
export async function fillQueue(
  actor: Actor,
  { week, from, to }: WeekSpan,
  { target, rules }: ReviewSettings,
  now: Date,
): Promise<void> {
  const { projectId } = actor;
  const pace = queuePace(from, now);
  const picked = await pickedByRule(db, projectId, week);
  const soFar = sum(picked);
  if (soFar >= Math.ceil(target * pace)) return;
  const sampled = await sampleByRule(projectId, { from, to, seed: week, perRule: PER_RULE });
  const candidates: Candidate[] = sampled.map((trace) => ({
    traceId: trace.id,
    rule: trace.rule,
    reason: queueReason(trace),
    startedAt: trace.startedAt,
  }));
  const refused = rules.some(({ rule, weight }) => rule === "refused" && weight > 0)
    ? await findRefusals(projectId, candidates)
    : [];
  const plan = planQueue({ rules, target, pace, picked, candidates: [...candidates, ...refused] });
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`queue:${projectId}`}, 0))`;
    if (sum(await pickedByRule(tx, projectId, week)) !== soFar) return;
    await tx.traceQueueItem.createMany({
      data: plan.map((item) => ({ ...item, projectId, week })),
      skipDuplicates: true,
    });
  });
}

const sum = (picked: Partial<Record<RuleName, number>>) =>
  Object.values(picked).reduce((all, one) => all + one, 0);

async function pickedByRule(tx: Tx | typeof db, projectId: string, week: string) {
  const rows = await tx.traceQueueItem.groupBy({
    by: ["rule"],
    where: { projectId, week },
    _count: { _all: true },
  });
  const picked: Partial<Record<RuleName, number>> = {};
  for (const { rule, _count } of rows) {
    const name = RuleName.safeParse(rule);
    if (name.success) picked[name.data] = _count._all;
  }
  return picked;
}

/** Whether an answer declines is told by its words, so only a random part of the traces is read. */
async function findRefusals(projectId: string, candidates: Candidate[]): Promise<Candidate[]> {
  const drawn = candidates.filter(({ rule }) => rule === "random");
  const outputs = await readOutputs(
    projectId,
    drawn.map(({ traceId }) => traceId),
  );
  const refusing = new Set(outputs.filter(({ output }) => declines(output)).map(({ id }) => id));
  return drawn
    .filter(({ traceId }) => refusing.has(traceId))
    .map((one) => ({ ...one, rule: "refused", reason: "declined what was asked" }));
}
