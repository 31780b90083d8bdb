"use client";
import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { VersionDiff } from "@/components/prompts/versions/version-diff";
import { Button } from "@/components/ui/controls/button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { promptQueries } from "@/lib/prompts/queries";
import type { Review } from "@/lib/reviews/contract";
import { reviewQueries } from "@/lib/reviews/queries";
import type { ReviewDiff } from "@/lib/reviews/review-diff-contract";
import { diffInAddress } from "./diff-in-address";
import { basesOf } from "./review-words";
import { ThreadsElsewhere } from "./thread-lines";
import { useDiffThreads } from "./use-diff-threads";
import { useViewedParts } from "./use-viewed-parts";

/** What the version changes, with threads below their lines. */
export function ReviewChanges({ project, review }: { project: string; review: Review }) {
  const [{ from, view }, set] = useQueryStates(diffInAddress);
  const number = String(review.number);
  const { data, error, refetch } = useQuery(
    reviewQueries.diff(project, number, review.version, from),
  );
  const { mayComment } = review.you;
  useShortcuts([
    { keys: "n", label: "Next unresolved thread", group: "Review", run: jumpToUnresolved },
  ]);

  const { placed, elsewhere, threadSlot, open } = useDiffThreads(project, review, data);
  const viewed = useViewedParts(`${review.id}:${data?.diff.from ?? null}:${review.contentHash}`);
  const base = data?.base.version ?? null;
  const counts = data?.diff.counts;
  return (
    <Section
      id="changes"
      className="scroll-mt-15"
      title={base === null ? `All of v${review.version}` : `Changes, v${base} → v${review.version}`}
      beside={counts && <DiffCounts {...counts} />}
      actions={
        <span className="flex flex-wrap items-center gap-2">
          {review.version > 1 && (
            <BaseSelect
              project={project}
              review={review}
              parent={data?.to.parentVersion ?? null}
              value={from}
              onChange={(next) => void set({ from: next })}
            />
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
        <ErrorState
          title="The changes could not be read."
          onRetry={() => void refetch()}
          error={error}
        />
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

interface BaseSelectProps {
  project: string;
  review: Review;
  /** The version that the reviewed one was made from. */
  parent: number | null;
  value: number | null;
  onChange: (from: number | null) => void;
}

function BaseSelect({ project, review, parent, value, onChange }: BaseSelectProps) {
  const { data: prompt } = useQuery(promptQueries.detail(project, review.prompt));
  const rollout = prompt?.live[review.environment]?.rollout;
  return (
    <Select
      size="sm"
      className="w-72"
      aria-label="Compared with"
      value={value ?? ""}
      onChange={(event) => onChange(Number(event.target.value) || null)}
    >
      {basesOf(review, parent, rollout).map((base) => (
        <option key={base.value} value={base.value}>
          {base.label}
        </option>
      ))}
    </Select>
  );
}

function DiffCounts({ differing, parts, added, removed }: ReviewDiff["diff"]["counts"]) {
  return (
    <span className="text-12 text-text-2 tabular-nums">
      {differing} of {parts} parts, <span className="text-pass">+{added}</span>{" "}
      <span className="text-fail">−{removed}</span> lines
    </span>
  );
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
