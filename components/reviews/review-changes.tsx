"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback, useState } from "react";
import { VersionDiff } from "@/components/prompts/version-diff";
import type { DiffSideName } from "@/components/prompts/version-diff-rows";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Kbd } from "@/components/ui/kbd";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { PromptMessage } from "@/lib/prompts/contract";
import type { Review } from "@/lib/reviews/contract";
import { useThreadActions } from "@/lib/reviews/hooks";
import { reviewQueries } from "@/lib/reviews/queries";
import { CommentForm } from "./comment-form";
import { ReviewThread } from "./review-thread";
import { baseInWords } from "./review-words";

export const diffInAddress = {
  from: parseAsInteger,
  view: parseAsStringLiteral(["split", "inline"]).withDefault("inline"),
};

interface Place {
  side: DiffSideName;
  part: string;
  line: number;
}

/** What the version changes, with threads below their lines. */
export function ReviewChanges({ project, review }: { project: string; review: Review }) {
  const [{ from, view }, set] = useQueryStates(diffInAddress);
  const [place, setPlace] = useState<Place | null>(null);
  const number = String(review.number);
  const { data, error, refetch } = useQuery(
    reviewQueries.diff(project, number, review.version, from),
  );
  const { write } = useThreadActions(project, number);
  const { mayComment } = review.you;
  useShortcuts([
    { keys: "n", label: "Next unresolved thread", group: "Review", run: jumpToUnresolved },
  ]);

  const threadSlot = useCallback(
    (side: DiffSideName, part: string, line: number) => {
      const here = review.comments.filter(
        (comment) =>
          comment.parentId === null &&
          comment.part === part &&
          comment.side === side &&
          comment.line === line &&
          comment.version === review.version,
      );
      const isWriting = place?.part === part && place.side === side && place.line === line;
      if (here.length === 0 && !isWriting) return null;
      return (
        <>
          {here.map((root) => (
            <ReviewThread key={root.id} project={project} review={review} root={root} />
          ))}
          {isWriting && (
            <div className="border-y border-l-2 border-border border-l-accent px-4 py-2.5">
              <CommentForm
                autoFocus
                label={`Comment on line ${line}`}
                submitLabel="Comment"
                suggestFor={side === "to" ? lineOf(data?.to.messages, part, line) : undefined}
                onCancel={() => setPlace(null)}
                onSubmit={async (said) => {
                  const at = { side, part, line, lineCount: 1, version: review.version };
                  await write.mutateAsync({ ...said, ...at });
                  setPlace(null);
                }}
              />
            </div>
          )}
        </>
      );
    },
    [review, place, project, write, data],
  );

  const base = data?.base.version ?? null;
  const counts = data?.diff.counts;
  return (
    <Section
      title={base === null ? `All of v${review.version}` : `Changes, v${base} → v${review.version}`}
      beside={
        counts && (
          <span className="small muted tnum">
            {counts.differing} of {counts.parts} parts,{" "}
            <span className="text-pass">+{counts.added}</span>{" "}
            <span className="text-fail">−{counts.removed}</span> lines,{" "}
            {from ? "as you chose" : baseInWords(review)}
          </span>
        )
      }
      actions={
        <span className="flex flex-wrap items-center gap-2">
          {from !== null && (
            <Button size="sm" onClick={() => void set({ from: null })}>
              All changes
            </Button>
          )}
          {review.openThreads > 0 && (
            <Button size="sm" onClick={jumpToUnresolved}>
              Next unresolved <Kbd keys="n" aria-hidden="true" />
            </Button>
          )}
          <Segmented
            label="View"
            value={view}
            onValueChange={(value) => void set({ view: value })}
            options={[
              { value: "inline", label: "Inline" },
              { value: "split", label: "Side by side" },
            ]}
          />
        </span>
      }
    >
      {error ? (
        <ErrorState title="The changes could not be read." onRetry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : data ? (
        <VersionDiff
          diff={data.diff}
          from={data.from ?? { messages: [], model: data.to.model, settings: data.to.settings }}
          to={data.to}
          view={view}
          threadSlot={threadSlot}
          {...(mayComment
            ? {
                onComment: (side: DiffSideName, part: string, line: number) =>
                  setPlace({ side, part, line }),
              }
            : {})}
        />
      ) : (
        <Skeleton />
      )}
    </Section>
  );
}

function lineOf(
  messages: readonly PromptMessage[] | undefined,
  part: string,
  line: number,
): string | undefined {
  const index = /^m(\d+)$/.exec(part)?.[1];
  const message = index ? messages?.[Number(index) - 1] : undefined;
  return message && "content" in message ? message.content.split("\n")[line - 1] : undefined;
}

/** From thread to thread, and from the last one to the first. */
function jumpToUnresolved() {
  const threads = [...document.querySelectorAll<HTMLElement>("[data-unresolved]")];
  const focused = document.activeElement?.closest<HTMLElement>("[data-unresolved]") ?? null;
  const at = focused ? threads.indexOf(focused) : -1;
  const next = threads[(at + 1) % threads.length];
  next?.scrollIntoView({ block: "center" });
  next?.focus({ preventScroll: true });
}
