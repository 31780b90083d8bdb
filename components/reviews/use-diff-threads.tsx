"use client";
import { useCallback, useMemo, useState } from "react";
import type { LineRange } from "@/components/prompts/versions/version-diff-parts";
import type { DiffSideName } from "@/components/prompts/versions/version-diff-rows";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import type { WriteComment } from "@/lib/reviews/comments/comment-contract";
import type { Review } from "@/lib/reviews/contract";
import type { ReviewDiff } from "@/lib/reviews/review-diff-contract";
import { CommentForm } from "./comment-form";
import { ReviewThread } from "./review-thread";
import { linesInWords } from "./review-words";
import { ThreadLines } from "./thread-lines";
import { placeThreads } from "./thread-places";

/** Threads below the lines of a diff, and comments that are being written there. */
export function useDiffThreads(project: string, review: Review, data: ReviewDiff | undefined) {
  // Several at once: opening another one must not throw away what was typed.
  const [writing, setWriting] = useState<readonly LineRange[]>([]);
  const open = (lines: LineRange) =>
    setWriting((others) => [...others.filter((one) => !isSame(one, lines)), lines]);
  const { placed, elsewhere } = useMemo(
    () => (data ? placeThreads(review, data) : { placed: [], elsewhere: [] }),
    [review, data],
  );
  const shownBase = data?.diff.from ?? null;
  const threadSlot = useCallback(
    (side: DiffSideName, part: string, line: number) => {
      const isHere = (at: LineRange) =>
        at.part === part && at.side === side && at.lastLine === line;
      const here = placed.filter(isHere);
      const forms = writing.filter(isHere);
      if (here.length === 0 && forms.length === 0) return null;
      const close = (lines: LineRange) =>
        setWriting((others) => others.filter((one) => one !== lines));
      return (
        <>
          {here.map((place) => (
            <ReviewThread
              key={place.root.id}
              project={project}
              review={review}
              root={place.root}
              about={<ThreadLines place={place} shownBase={shownBase} />}
              lines={side === "to" ? linesOf(data?.to, place) : undefined}
            />
          ))}
          {forms.map((lines) => (
            <div key={lines.line} className="border-y border-l-2 border-l-accent px-4 py-2.5">
              <CommentForm
                project={project}
                review={review.number}
                place={placeOf(lines, shownBase, review.version)}
                label={`Comment on ${side === "from" ? "old " : ""}${linesInWords(lines)}`}
                submitLabel="Comment"
                suggestFor={side === "to" ? linesOf(data?.to, lines) : undefined}
                onClose={() => close(lines)}
              />
            </div>
          ))}
        </>
      );
    },
    [review, placed, writing, shownBase, project, data],
  );
  return { placed, elsewhere, threadSlot, open };
}

const isSame = (one: LineRange, two: LineRange): boolean =>
  one.part === two.part &&
  one.side === two.side &&
  one.line === two.line &&
  one.lastLine === two.lastLine;

/** Where a comment on these lines is stored: on the old side with the version that it is of. */
function placeOf(
  { side, part, line, lastLine }: LineRange,
  base: number | null,
  version: number,
): Omit<WriteComment, "body" | "suggestion"> {
  const old = side === "from" && base !== null ? { base } : {};
  return { side, part, line, lineCount: lastLine - line + 1, ...old, version };
}

/** The lines of a message that a thread stands on; a suggestion can take their place. */
function linesOf(
  version: { messages: readonly PromptMessage[] } | undefined,
  { part, line, lastLine }: LineRange,
): string[] | undefined {
  const index = /^m(\d+)$/.exec(part)?.[1];
  const message = index ? version?.messages[Number(index) - 1] : undefined;
  if (!message || !("content" in message)) return undefined;
  return message.content.split("\n").slice(line - 1, lastLine);
}
