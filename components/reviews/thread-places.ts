import type { LineRange } from "@/components/prompts/versions/version-diff-parts";
import type { ReviewComment } from "@/lib/reviews/comments/comment-contract";
import type { Review } from "@/lib/reviews/contract";
import type { ReviewDiff } from "@/lib/reviews/review-diff-contract";

export interface ThreadPlace extends LineRange {
  root: ReviewComment;
}

export interface ThreadPlaces {
  placed: ThreadPlace[];
  /** On lines of another base, which this comparison does not show. */
  elsewhere: ReviewComment[];
}

/** Where the threads of the version under review stand in a comparison. */
export function placeThreads(
  { comments, version }: Pick<Review, "comments" | "version">,
  { diff, oldThreads }: Pick<ReviewDiff, "diff" | "oldThreads">,
): ThreadPlaces {
  const places: ThreadPlaces = { placed: [], elsewhere: [] };
  for (const root of comments) {
    const { part, side, line, lineCount } = root;
    const isOnLine = root.parentId === null && root.version === version;
    if (!isOnLine || part === null || side === null || line === null) continue;
    const isOfShown = side === "to" || root.base === diff.from;
    const moved = oldThreads.find(({ comment }) => comment === root.id);
    const at = isOfShown
      ? { part, line }
      : { part: moved?.part ?? null, line: moved?.line ?? null };
    if (at.part === null || at.line === null) {
      places.elsewhere.push(root);
      continue;
    }
    const lastLine = at.line + lineCount - 1;
    places.placed.push({ root, part: at.part, side, line: at.line, lastLine });
  }
  return places;
}
