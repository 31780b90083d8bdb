"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { useSearchText } from "@/components/ui/controls/use-search-text";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { drawerClass } from "@/components/ui/overlays/drawer";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { ApiError } from "@/lib/http/api-client";
import { reviewQueries } from "@/lib/reviews/queries";
import { type ReviewGroup, ReviewTable } from "./review-table";
import { ReviewsBar, ReviewsHead, ReviewsLoading, TURNS } from "./reviews-head";

const ReviewDrawer = lazy(() =>
  import("./review-drawer").then((module) => ({ default: module.ReviewDrawer })),
);
const inAddress = {
  turn: parseAsStringLiteral(TURNS).withDefault("all"),
  q: parseAsString.withDefault(""),
  /** The one that is open beside the list. */
  review: parseAsInteger,
};

interface Props {
  project: string;
  /** Id of the person who looks. */
  me: string | null;
  /** The reviews of this prompt alone, below its tabs. */
  prompt?: string;
}

/** The inbox: what waits for you, what waits for others, how the rest ended. */
export function ReviewsView({ project, me, prompt }: Props) {
  const router = useRouter();
  const [{ turn, q, review: selected }, set] = useQueryStates(inAddress);
  const [text, setText] = useSearchText(q, (search) => void set({ q: search }));
  const filters = { ...(prompt ? { prompt } : {}), ...(q ? { q } : {}) };
  const active = useInfiniteQuery(reviewQueries.list(project, { view: "active", ...filters }));
  const done = useInfiniteQuery(reviewQueries.list(project, { view: "done", ...filters }));
  const { data: counts } = useQuery({ ...reviewQueries.counts(project), enabled: !prompt });

  const underWay = active.data?.pages.flatMap(({ data }) => data) ?? [];
  const ended = done.data?.pages.flatMap(({ data }) => data) ?? [];
  const yours = underWay.filter((review) => review.turn.isYours);
  const waiting = underWay.filter((review) => !review.turn.isYours);
  const shown = (
    [
      ["yours", "Your turn", yours],
      ["waiting", "Waiting for others", waiting],
      ["done", "Done", ended],
    ] as const
  ).filter(([key, , reviews]) => (turn === "all" || turn === key) && reviews.length > 0);
  const groups: ReviewGroup[] = shown.map(([, label, reviews]) => ({
    label,
    n: reviews.length,
    reviews,
  }));
  const rows = groups.flatMap(({ reviews }) => reviews.map(({ number }) => number));
  const select = (number: number | null) => void set({ review: number });
  const at = selected === null ? -1 : rows.indexOf(selected);
  const neighbour = (step: 1 | -1) => {
    const next = at < 0 ? undefined : rows[at + step];
    return next === undefined ? undefined : () => select(next);
  };
  const move = (step: 1 | -1) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
    if (next !== undefined) select(next);
  };
  useShortcuts([
    { keys: "j", label: "Next review", group: "Page", run: () => move(1) },
    { keys: "k", label: "Previous review", group: "Page", run: () => move(-1) },
    {
      keys: "enter",
      label: "Open the review",
      group: "Page",
      enabled: selected !== null,
      run: () => router.push(`/${project}/reviews/${selected}`),
    },
  ]);

  const error = active.error ?? done.error;
  if (error && !active.data) {
    return (
      <ErrorState
        title="The reviews could not be read."
        requestId={error instanceof ApiError ? error.problem.requestId : null}
        onRetry={() => void active.refetch()}
      >
        {error.message}
      </ErrorState>
    );
  }
  const isLoaded = active.data !== undefined && done.data !== undefined;
  const isEmpty = isLoaded && underWay.length + ended.length === 0;
  const more = [active, done].find(({ hasNextPage }) => hasNextPage);
  // What is loaded is what is known of a search or of one prompt; for the whole there are counts.
  const total =
    counts && !q
      ? { yours: counts.yours, waiting: counts.active - counts.yours, done: counts.done }
      : { yours: yours.length, waiting: waiting.length, done: ended.length };
  const list = (
    <>
      {!prompt && <ReviewsHead counts={counts} />}
      {isEmpty && !q ? (
        <Empty title="No reviews yet">
          A review puts a version, what it changes and what was measured in front of a second
          person. Ask for one on the page of a prompt, beside its newest version.
        </Empty>
      ) : (
        <>
          <ReviewsBar
            turn={turn}
            total={total}
            text={text}
            onTurn={(value) => void set({ turn: value === "all" ? null : value })}
            onText={setText}
          />
          {!isLoaded ? (
            <ReviewsLoading />
          ) : groups.length === 0 ? (
            <p className="p-4 text-13 text-text-2">
              {q ? "No review matches." : "Nothing here. Check the other tabs."}
            </p>
          ) : (
            <ReviewTable
              project={project}
              groups={groups}
              selected={selected}
              onSelect={(number) => select(number === selected ? null : number)}
            />
          )}
          <div className="mt-2 flex items-center gap-3 text-12 text-text-2">
            <span>
              <Kbd keys="j" /> <Kbd keys="k" /> move
            </span>
            <span>
              <Kbd keys="enter" /> open
            </span>
            {more && (
              <Button
                size="sm"
                className="ml-auto"
                busy={more.isFetching}
                onClick={() => void more.fetchNextPage()}
              >
                Show older reviews
              </Button>
            )}
          </div>
        </>
      )}
    </>
  );
  const isBeside = selected !== null;
  return (
    <div
      className={cn(
        "-mr-(--gutter) grid items-start",
        isBeside && "gap-6 lg:grid-cols-[minmax(0,1fr)_336px]",
        !prompt && "-mt-4 -mb-10",
      )}
    >
      <div className={cn("min-w-0", !isBeside && "pr-(--gutter)", !prompt && "pt-4 pb-10")}>
        {list}
      </div>
      {isBeside && (
        <Suspense fallback={<aside className={drawerClass} aria-busy="true" />}>
          <ReviewDrawer
            key={selected}
            project={project}
            number={selected}
            me={me}
            onClose={() => select(null)}
            onPrevious={neighbour(-1)}
            onNext={neighbour(1)}
          />
        </Suspense>
      )}
    </div>
  );
}
