import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { notFound } from "@/lib/http/app-error";
import { readTraceMarks } from "@/lib/traces/store/sample-traces";
import { SaveReview, type TraceReview } from "./contract";
import { toReview, withCategory } from "./to-review";
import { findCategory, reopenIfFixed, writeReview } from "./write-review";

/** A person's verdict; the last word counts. */
export async function saveReview(
  actor: Actor,
  traceId: string,
  input: SaveReview,
): Promise<TraceReview> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { since, category: categoryId, expected, ...rest } = SaveReview.parse(input);
  const category = await findCategory(actor, rest.verdict, categoryId);
  const [mark] = await readTraceMarks(actor.projectId, [traceId]);
  if (!mark) throw notFound(`The trace ${traceId}`);
  const row = await db.$transaction(async (tx) => {
    const verdict = { ...rest, category, expected: expected ?? null, outcome: rest.outcome };
    await writeReview(tx, actor, mark, verdict, since);
    const saved = await tx.traceReview.findUniqueOrThrow({
      where: { projectId_traceId: { projectId: actor.projectId, traceId } },
      include: withCategory,
    });
    await recordEvent(tx, actor, {
      type: "trace.reviewed",
      subject: { type: "trace", id: traceId },
      data: { verdict: rest.verdict, category: category?.name ?? null, outcome: rest.outcome },
    });
    await reopenIfFixed(tx, actor, category, [mark]);
    return saved;
  });
  return toReview(row);
}
