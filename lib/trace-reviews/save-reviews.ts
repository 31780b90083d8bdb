import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { readTraceMarks } from "@/lib/traces/store/sample-traces";
import { SaveReviews } from "./contract";
import { findCategory, reopenIfFixed, writeReview } from "./write-review";

/** One verdict on many traces, in one piece. */
export async function saveReviews(
  actor: Actor,
  input: SaveReviews,
): Promise<{ reviewed: number; reviewedAt: string; unknown: string[] }> {
  authorize(actor, { scope: "evals:write", reads: "traces:read", role: "editor" });
  const { traceIds, category: categoryId, verdict, note, outcome } = SaveReviews.parse(input);
  const category = await findCategory(actor, verdict, categoryId);
  const marks = await readTraceMarks(actor.projectId, traceIds);
  const ids = new Set(marks.map(({ id }) => id));
  const unknown = [...new Set(traceIds)].filter((id) => !ids.has(id));
  const at = new Date();
  const reviewedAt = at.toISOString();
  if (marks.length === 0) return { reviewed: 0, reviewedAt, unknown };
  // In one order, so that two people with overlapping groups wait for each other instead of for ever.
  const ordered = [...marks].sort((one, two) => (one.id < two.id ? -1 : 1));
  await db.$transaction(
    async (tx) => {
      for (const mark of ordered) {
        const one = { verdict, category, expected: null, note, outcome, at };
        await writeReview(tx, actor, mark, one);
      }
      await recordEvent(tx, actor, {
        type: "traces.reviewed",
        subject: { type: "project", id: actor.projectId },
        data: { verdict, category: category?.name ?? null, traces: ordered.map(({ id }) => id) },
      });
      await reopenIfFixed(tx, actor, category, ordered);
    },
    { timeout: 60_000 },
  );
  return { reviewed: ordered.length, reviewedAt, unknown };
}
