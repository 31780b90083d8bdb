import { createHash } from "node:crypto";
import { db, Prisma } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { AppError } from "./app-error";

interface Answer {
  status: number;
  body: unknown;
}

/**
 * Runs a creating POST once per (actor, Idempotency-Key): a repeat with the same request gets the stored
 * answer, another request under the same key is 422, one that is still running is 409. Failures are not kept.
 */
export async function onceOnly(
  who: { projectId: string; actorId: string; key: string },
  request: { path: string; text: string },
  answer: () => Promise<Answer>,
): Promise<Answer> {
  if (who.key.length > 200) {
    throw new AppError("invalid", "An Idempotency-Key has at most 200 characters.");
  }
  const requestHash = createHash("sha256").update(`${request.path}\n${request.text}`).digest("hex");
  const { count } = await db.idempotencyKey.createMany({
    data: [{ ...who, requestHash }],
    skipDuplicates: true,
  });
  if (count === 0) return repeat(who, requestHash);
  try {
    const first = await answer();
    await db.idempotencyKey.update({
      where: { projectId_actorId_key: who },
      data: { status: first.status, response: first.body ? json(first.body) : Prisma.JsonNull },
    });
    return first;
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: who });
    throw error;
  }
}

async function repeat(
  who: { projectId: string; actorId: string; key: string },
  requestHash: string,
): Promise<Answer> {
  const stored = await db.idempotencyKey.findUnique({ where: { projectId_actorId_key: who } });
  if (stored && stored.requestHash !== requestHash) {
    throw new AppError("invalid", "This Idempotency-Key was used for a different request.", {
      errors: [{ path: "Idempotency-Key", message: "Use a new key for a new request." }],
    });
  }
  if (!stored || stored.status === null) {
    throw new AppError(
      "in_progress",
      "The first request with this Idempotency-Key is still running.",
      {
        retryAfterSeconds: 1,
      },
    );
  }
  return { status: stored.status, body: stored.response };
}
