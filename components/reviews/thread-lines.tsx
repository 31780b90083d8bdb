"use client";
import { useQueryStates } from "nuqs";
import { lineId } from "@/components/prompts/versions/version-diff-parts";
import { Button } from "@/components/ui/controls/button";
import { linkClass } from "@/components/ui/text/link-class";
import type { ReviewComment } from "@/lib/reviews/comments/comment-contract";
import type { Review } from "@/lib/reviews/contract";
import { diffInAddress } from "./diff-in-address";
import { linesInWords, placeInWords } from "./review-words";
import type { ThreadPlace } from "./thread-places";

interface LinesProps {
  place: ThreadPlace;
  /** The version on the old side. */
  shownBase: number | null;
}

/** What a thread is about, where its place alone does not say it: several lines, or lines of another base. */
export function ThreadLines({ place, shownBase }: LinesProps) {
  const { part, side, line, lastLine, root } = place;
  const isOfOther = root.base !== null && root.base !== shownBase;
  if (lastLine === line && !isOfOther) return null;
  return (
    <p className="m-0 text-12 text-text-2">
      On{" "}
      <a className={linkClass} href={`#${lineId(part, side, line, lastLine)}`}>
        {side === "from" ? "old " : ""}
        {linesInWords(place)}
      </a>
      {isOfOther &&
        `, written on v${root.base}, where ${lastLine > line ? "they read" : "it reads"} the same`}
    </p>
  );
}

interface ElsewhereProps {
  review: Review;
  threads: readonly ReviewComment[];
}

/** Threads on old lines that this comparison does not show, each with the way to the one that does. */
export function ThreadsElsewhere({ review, threads }: ElsewhereProps) {
  const [, set] = useQueryStates(diffInAddress);
  if (threads.length === 0) return null;
  const show = async ({ base, part, side, line, lineCount }: ReviewComment) => {
    await set({ from: base === review.base.version ? null : base });
    if (part && side && line) {
      window.location.hash = lineId(part, side, line, line + lineCount - 1);
    }
  };
  return (
    <ul
      className="m-0 mb-3 grid list-none rounded border p-0 text-12"
      aria-label="Threads not shown in this comparison"
    >
      {threads.map((root) => (
        <li
          key={root.id}
          className="flex items-center gap-2 px-3 py-1.5 not-first:border-t"
          data-unresolved={root.resolvedAt ? undefined : ""}
          tabIndex={-1}
        >
          <span className="flex-none text-text-2">
            <b className="font-semibold text-text">{root.author.name}</b> on {placeInWords(root)}
            {", not shown in this comparison"}
          </span>
          <span className="min-w-0 flex-1 truncate">{root.body}</span>
          <Button size="sm" onClick={() => void show(root)}>
            Compare with v{root.base}
          </Button>
        </li>
      ))}
    </ul>
  );
}
