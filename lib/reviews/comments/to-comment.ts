import type { db } from "@/lib/db/client";
import type { ReviewComment } from "./comment-contract";

type CommentRow = NonNullable<Awaited<ReturnType<typeof db.reviewComment.findFirst>>>;

export function toComment(row: CommentRow): ReviewComment {
  return {
    id: row.id,
    parentId: row.parentId,
    version: row.version,
    part: row.part,
    side: row.side === "from" || row.side === "to" ? row.side : null,
    line: row.line,
    lineCount: row.lineCount,
    base: row.baseVersion,
    body: row.body,
    suggestion: row.suggestion,
    author: { id: row.authorId, name: row.authorName },
    createdAt: row.createdAt.toISOString(),
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
    takenOverAt: row.takenOverAt?.toISOString() ?? null,
  };
}
