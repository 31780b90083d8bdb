import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { compareRows } from "@/lib/prompts/diff/compare-rows";
import type { PromptDiff } from "@/lib/prompts/diff/diff-contract";
import { loadVersion } from "@/lib/prompts/load-prompt";
import type { OldThread } from "@/lib/reviews/review-diff-contract";
import type { ReviewRow } from "@/lib/reviews/review-row";
import { moveOldLines } from "./comment-place";

/** Threads on the old side of the version under review, each where it stands in the comparison that is shown. */
export async function loadOldThreads(
  actor: Actor,
  row: ReviewRow,
  shown: PromptDiff,
): Promise<OldThread[]> {
  const roots = await db.reviewComment.findMany({
    where: {
      reviewId: row.id,
      parentId: null,
      side: "from",
      version: row.version.number,
      line: { not: null },
    },
    select: { id: true, part: true, line: true, lineCount: true, baseVersion: true },
    orderBy: { id: "asc" },
    take: 1000,
  });
  const others = new Set(
    roots.flatMap(({ baseVersion }) => (baseVersion === shown.from ? [] : (baseVersion ?? []))),
  );
  const comparisons = new Map(
    await Promise.all(
      [...others].map(async (base) => [base, await compare(actor, row, base, shown)] as const),
    ),
  );
  return roots.flatMap(({ id, part, line, lineCount, baseVersion: base }): OldThread[] => {
    if (base === null || part === null || line === null) return [];
    if (base === shown.from) return [{ comment: id, base, part, line }];
    const comparison = comparisons.get(base);
    const place = comparison ? moveOldLines({ part, line, lineCount }, comparison) : null;
    return [{ comment: id, base, part: place?.part ?? null, line: place?.line ?? null }];
  });
}

async function compare(actor: Actor, row: ReviewRow, base: number, shown: PromptDiff) {
  if (shown.from === null) return null;
  const load = (number: number) => loadVersion(actor, row.prompt.name, number);
  const [from, beside, to] = await Promise.all([
    load(base),
    load(shown.from),
    load(row.version.number),
  ]);
  const { projectId } = actor;
  const [written, between] = await Promise.all([
    compareRows(projectId, from, to),
    compareRows(projectId, from, beside),
  ]);
  return { written, between, shown };
}
