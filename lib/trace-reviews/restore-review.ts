import "server-only";
import { Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { setOutcome } from "@/lib/traces/store/set-outcome";
import type { ReviewBefore } from "./write-review";

interface Stored {
  projectId: string;
  traceId: string;
  before: Prisma.JsonValue;
}

/** Puts back what a verdict replaced, in the caller's transaction: the verdict before it, and the outcome. */
export async function restoreReview(
  tx: Tx,
  { projectId, traceId, before: stored }: Stored,
): Promise<ReviewBefore["review"]> {
  const key = { projectId_traceId: { projectId, traceId } };
  const before = stored as unknown as ReviewBefore | null;
  const earlier = before?.review ?? null;
  if (earlier) {
    const { reviewedAt, expected, ...rest } = earlier;
    await tx.traceReview.update({
      where: key,
      data: {
        ...rest,
        expected: expected === null ? Prisma.DbNull : json(expected),
        reviewedAt: new Date(reviewedAt),
        before: Prisma.DbNull,
      },
    });
  } else await tx.traceReview.delete({ where: key });
  if (before?.outcome) await setOutcome(tx, projectId, traceId, before.outcome);
  return earlier;
}
