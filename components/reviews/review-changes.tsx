"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useState } from "react";
import { VersionDiff } from "@/components/prompts/version-diff";
import type { DiffSideName } from "@/components/prompts/version-diff-rows";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Kbd } from "@/components/ui/kbd";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { PromptMessage } from "@/lib/prompts/contract";
import type { Review } from "@/lib/reviews/contract";
import { useThreadActions } from "@/lib/reviews/hooks";
import { reviewQueries } from "@/lib/reviews/queries";
import { CommentForm } from "./comment-form";
import { diffInAddress } from "./diff-in-address";
import { ReviewThread } from "./review-thread";
import { basesOf } from "./review-words";

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
            <ReviewThread
              key={root.id}
              project={project}
              review={review}
              root={root}
              lines={side === "to" ? linesOf(data?.to, part, root) : undefined}
            />
          ))}
          {isWriting && (
            <div className="border-y border-l-2 border-border border-l-accent px-4 py-2.5">
              <CommentForm
                autoFocus
                label={`Comment on line ${line}`}
                submitLabel="Comment"
                suggestFor={
                  side === "to" && part.startsWith("m")
                    ? linesOf(data?.to, part, { line, lineCount: 1 })[0]
                    : undefined
                }
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
      id="changes"
      className="scroll-mt-15"
      title={base === null ? `All of v${review.version}` : `Changes, v${base} → v${review.version}`}
      beside={
        counts && (
          <span className="small muted tnum">
            {counts.differing} of {counts.parts} parts,{" "}
            <span className="text-pass">+{counts.added}</span>{" "}
            <span className="text-fail">−{counts.removed}</span> lines
          </span>
        )
      }
      actions={
        <span className="flex flex-wrap items-center gap-2">
          {review.version > 1 && (
            <Select
              size="sm"
              className="w-72"
              aria-label="Compared with"
              value={from ?? ""}
              onChange={(event) => void set({ from: Number(event.target.value) || null })}
            >
              {basesOf(review, data?.to.parentVersion ?? null).map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
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
              { value: "split", label: "Side by side" },
              { value: "inline", label: "Inline" },
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

/** The lines of a message that a comment stands on. */
function linesOf(
  version: { messages: readonly PromptMessage[] } | null | undefined,
  part: string,
  { line, lineCount }: { line: number | null; lineCount: number },
): string[] {
  const index = /^m(\d+)$/.exec(part)?.[1];
  const message = index ? version?.messages[Number(index) - 1] : undefined;
  if (!message || !("content" in message) || line === null) return [];
  return message.content.split("\n").slice(line - 1, line - 1 + lineCount);
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
