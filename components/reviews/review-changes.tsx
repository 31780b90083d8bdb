"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import { VersionDiff } from "@/components/prompts/versions/version-diff";
import type { LineRange } from "@/components/prompts/versions/version-diff-parts";
import type { DiffSideName } from "@/components/prompts/versions/version-diff-rows";
import { Button } from "@/components/ui/controls/button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { promptQueries } from "@/lib/prompts/queries";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import type { WriteComment } from "@/lib/reviews/comments/comment-contract";
import type { Review } from "@/lib/reviews/contract";
import { reviewQueries } from "@/lib/reviews/queries";
import { CommentForm } from "./comment-form";
import { diffInAddress } from "./diff-in-address";
import { ReviewThread } from "./review-thread";
import { basesOf, linesInWords } from "./review-words";
import { ThreadLines, ThreadsElsewhere } from "./thread-lines";
import { placeThreads } from "./thread-places";
import { useViewedParts } from "./use-viewed-parts";

/** What the version changes, with threads below their lines. */
export function ReviewChanges({ project, review }: { project: string; review: Review }) {
  const [{ from, view }, set] = useQueryStates(diffInAddress);
  // Several at once: opening another one must not throw away what was typed.
  const [writing, setWriting] = useState<readonly LineRange[]>([]);
  const open = (lines: LineRange) =>
    setWriting((others) => [...others.filter((one) => !isSame(one, lines)), lines]);
  const number = String(review.number);
  const { data, error, refetch } = useQuery(
    reviewQueries.diff(project, number, review.version, from),
  );
  const { data: prompt } = useQuery(promptQueries.detail(project, review.prompt));
  const rollout = prompt?.live[review.environment]?.rollout;
  const { mayComment } = review.you;
  useShortcuts([
    { keys: "n", label: "Next unresolved thread", group: "Review", run: jumpToUnresolved },
  ]);

  const { placed, elsewhere } = useMemo(
    () => (data ? placeThreads(review, data) : { placed: [], elsewhere: [] }),
    [review, data],
  );
  const shownBase = data?.diff.from ?? null;
  const viewed = useViewedParts(`${review.id}:${shownBase}:${review.contentHash}`);
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

  const base = data?.base.version ?? null;
  const counts = data?.diff.counts;
  return (
    <Section
      id="changes"
      className="scroll-mt-15"
      title={base === null ? `All of v${review.version}` : `Changes, v${base} → v${review.version}`}
      beside={
        counts && (
          <span className="text-12 text-text-2 tabular-nums">
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
              {basesOf(review, data?.to.parentVersion ?? null, rollout).map(({ value, label }) => (
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
        <>
          <ThreadsElsewhere review={review} threads={elsewhere} />
          <VersionDiff
            diff={data.diff}
            from={data.from ?? { messages: [], model: data.to.model, settings: data.to.settings }}
            to={data.to}
            view={view}
            threadSlot={threadSlot}
            threads={placed}
            viewed={viewed}
            {...(mayComment ? { onComment: open } : {})}
          />
        </>
      ) : (
        <Skeleton />
      )}
    </Section>
  );
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

/** From thread to thread, and from the last one to the first. */
function jumpToUnresolved() {
  const threads = [...document.querySelectorAll<HTMLElement>("[data-unresolved]")];
  const focused = document.activeElement?.closest<HTMLElement>("[data-unresolved]") ?? null;
  const at = focused ? threads.indexOf(focused) : -1;
  const next = threads[(at + 1) % threads.length];
  next?.scrollIntoView({ block: "center" });
  next?.focus({ preventScroll: true });
}
