import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { asViewer } from "@/lib/auth/as-viewer";
import { Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import type { FailureCategory } from "@/lib/failure-categories/contract";
import { getCategory, listCategories } from "@/lib/failure-categories/reads";
import { reopenCategory } from "@/lib/failure-categories/reopen-category";
import { AppError, invalid } from "@/lib/http/app-error";
import type { JsonValue } from "@/lib/scorers/json-value";
import type { RequestOutcome } from "@/lib/traces/span";
import type { TraceMark } from "@/lib/traces/store/sample-traces";
import { type OutcomeFrom, setOutcome } from "@/lib/traces/store/set-outcome";
import type { TraceVerdict } from "./contract";

export interface ReviewVerdict {
  verdict: TraceVerdict;
  category: FailureCategory | null;
  expected: JsonValue | null;
  note: string;
  outcome: RequestOutcome | undefined;
  /** The same for many traces, so that they can be taken back together. */
  at?: Date;
}

/** What a verdict replaced: stored with it, so that it can be taken back. */
export interface ReviewBefore {
  review: {
    verdict: string;
    failureCategoryId: string | null;
    expected: JsonValue | null;
    note: string;
    rule: string;
    reviewerId: string | null;
    reviewerName: string;
    reviewedAt: string;
  } | null;
  /** Absent: the verdict left the outcome alone. */
  outcome?: { outcome: RequestOutcome | null; from: OutcomeFrom | null };
}

/** A failure has a category, because the week groups failures by it. */
export async function findCategory(
  actor: Actor,
  verdict: TraceVerdict,
  id: string | null | undefined,
): Promise<FailureCategory | null> {
  if (!id) {
    if (verdict === "failure") throw await needsCategory(actor);
    return null;
  }
  const category = await getCategory(actor, id);
  if (category.archivedAt) throw invalid("category", `“${category.name}” is archived.`);
  return category;
}

async function needsCategory(actor: Actor): Promise<AppError> {
  const { data } = await listCategories(asViewer(actor));
  const named = data.map(({ id, name }) => `${name} (${id})`).join(", ");
  return invalid(
    "category",
    named
      ? `A failure needs a failure category. Give the id of one: ${named}.`
      : "A failure needs a failure category, and this project has none. Create one, then give its id.",
  );
}

/** One trace's verdict, in the caller's transaction: who reviews the same trace meanwhile waits. */
export async function writeReview(
  tx: Tx,
  actor: Actor,
  mark: TraceMark,
  { verdict, category, expected, note, outcome, at = new Date() }: ReviewVerdict,
  since?: string | null,
): Promise<void> {
  const { projectId } = actor;
  await lockReview(tx, projectId, mark.id);
  const key = { projectId_traceId: { projectId, traceId: mark.id } };
  // One after the other: a transaction has one connection.
  const existing = await tx.traceReview.findUnique({ where: key });
  const queued = await tx.traceQueueItem.findUnique({ where: key, select: { rule: true } });
  refuseOvertaken(actor, existing, since);
  const setsOutcome = outcome !== undefined && outcome !== mark.outcome;
  const before: ReviewBefore = {
    review: existing && {
      verdict: existing.verdict,
      failureCategoryId: existing.failureCategoryId,
      expected: existing.expected as JsonValue | null,
      note: existing.note,
      rule: existing.rule,
      reviewerId: existing.reviewerId,
      reviewerName: existing.reviewerName,
      reviewedAt: existing.reviewedAt.toISOString(),
    },
    ...(setsOutcome ? { outcome: { outcome: mark.outcome, from: mark.outcomeFrom } } : {}),
  };
  const written = {
    verdict,
    failureCategoryId: category?.id ?? null,
    expected: expected === null ? Prisma.DbNull : json(expected),
    note,
    rule: queued?.rule ?? "open",
    startedAt: mark.startedAt,
    promptId: mark.promptId,
    version: mark.version,
    reviewerId: actor.userId,
    reviewerName: actor.name,
    reviewedAt: at,
    before: json(before),
  };
  await tx.traceReview.upsert({
    where: key,
    create: { projectId, traceId: mark.id, ...written },
    update: written,
  });
  await tx.traceQueueItem.updateMany({
    where: { projectId, traceId: mark.id },
    data: { heldById: null, heldByName: null, heldUntil: null },
  });
  if (setsOutcome) await setOutcome(tx, projectId, mark.id, { outcome, from: "review" });
}

/** After all writes: it takes the log's lock. */
export async function reopenIfFixed(
  tx: Tx,
  actor: Actor,
  category: FailureCategory | null,
  marks: readonly TraceMark[],
): Promise<void> {
  if (!category) return;
  const sightings = marks.map(({ promptId, version }) => ({ promptId, version, run: null }));
  await reopenCategory(tx, actor, category, sightings);
}

export async function lockReview(tx: Tx, projectId: string, traceId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`review:${projectId}:${traceId}`}, 0))`;
}

function refuseOvertaken(
  actor: Actor,
  existing: {
    reviewedAt: Date;
    reviewerId: string | null;
    reviewerName: string;
    verdict: string;
  } | null,
  since: string | null | undefined,
): void {
  if (since === undefined || !existing) return;
  const isSame = since !== null && new Date(since).getTime() === existing.reviewedAt.getTime();
  if (isSame || existing.reviewerId === actor.userId) return;
  throw new AppError(
    "conflict",
    `${existing.reviewerName} reviewed this trace a moment ago: ${existing.verdict}. Nothing of yours was saved; look at it again to change it.`,
  );
}
