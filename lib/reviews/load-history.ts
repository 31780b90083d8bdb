import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { ReviewHistoryEntry } from "./contract";
import type { ReviewRow } from "./review-row";

const MOST = 300;

const versionOf = (data: unknown) => (data as Record<string, unknown>).version;

/**
 * What happened to the review, oldest first, with the versions of its prompt that were saved meanwhile, and
 * with the release that it ended in and what took that back.
 */
export async function loadHistory(actor: Actor, row: ReviewRow): Promise<ReviewHistoryEntry[]> {
  const releases = row.releases.map(({ number }) => number);
  const ofPrompt = { subjectType: "prompt", subjectId: row.promptId };
  const events = await db.event.findMany({
    where: {
      projectId: row.projectId,
      OR: [
        { subjectType: "review", subjectId: row.id },
        {
          ...ofPrompt,
          type: "version.saved",
          at: { gte: row.createdAt, ...(row.closedAt ? { lte: row.closedAt } : {}) },
        },
        ...releases.flatMap((number) => [
          { ...ofPrompt, type: "release.published", data: { path: ["release"], equals: number } },
          {
            ...ofPrompt,
            type: "release.rolled_back",
            data: { path: ["rollbackOf"], equals: number },
          },
        ]),
      ],
    },
    orderBy: { seq: "desc" },
    take: MOST,
  });
  const moves = new Set(
    events.filter(({ type }) => type === "review.updated").map(({ data }) => versionOf(data)),
  );
  // A version that took the review along is told once, as the move.
  const shown = events.filter(
    ({ type, data }) => type !== "version.saved" || !moves.has(versionOf(data)),
  );
  return shown.reverse().map(({ seq, at, actorId, actorName, type, data }) => {
    const facts = data as Record<string, unknown>;
    const text = facts.text ?? facts.commitMessage ?? facts.title ?? facts.goal ?? facts.reason;
    return {
      seq,
      at: at.toISOString(),
      actor: actorName,
      isYours: actorId !== null && actorId === actor.userId,
      type,
      version: typeof facts.version === "number" ? facts.version : null,
      release: typeof facts.release === "number" ? facts.release : null,
      text: typeof text === "string" && text !== "" ? text : null,
    };
  });
}
