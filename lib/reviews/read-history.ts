import { db } from "@/lib/db/client";
import type { ReviewHistoryEntry } from "./contract";
import type { ReviewRow } from "./load-review";

const MOST = 300;

/** What happened to the review, oldest first, with the versions of its prompt that were saved meanwhile. */
export async function readHistory(row: ReviewRow): Promise<ReviewHistoryEntry[]> {
  const events = await db.event.findMany({
    where: {
      projectId: row.projectId,
      OR: [
        { subjectType: "review", subjectId: row.id },
        {
          subjectType: "prompt",
          subjectId: row.promptId,
          type: "version.saved",
          at: { gte: row.createdAt, ...(row.closedAt ? { lte: row.closedAt } : {}) },
        },
      ],
    },
    orderBy: { seq: "desc" },
    take: MOST,
  });
  return events.reverse().map(({ seq, at, actorName, type, data }) => {
    const facts = data as Record<string, unknown>;
    const text = facts.text ?? facts.commitMessage ?? facts.title;
    return {
      seq,
      at: at.toISOString(),
      actor: actorName,
      type,
      version: typeof facts.version === "number" ? facts.version : null,
      text: typeof text === "string" && text !== "" ? text : null,
    };
  });
}
