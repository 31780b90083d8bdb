"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useSearchText } from "@/components/ui/controls/use-search-text";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { reviewQueries } from "@/lib/reviews/queries";
import type { ReviewGroup } from "./review-table";
import { TURNS, type Turn } from "./reviews-head";

const inAddress = {
  turn: parseAsStringLiteral(TURNS).withDefault("all"),
  q: parseAsString.withDefault(""),
  /** The one that is open beside the list. */
  review: parseAsInteger,
};

/** The reviews by whose turn it is, the filters in the address, and the review that is open beside them. */
export function useReviewsList(project: string, prompt: string | undefined) {
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
  const groups: ReviewGroup[] = (
    [
      ["yours", "Your turn", yours],
      ["waiting", "Waiting for others", waiting],
      ["done", "Done", ended],
    ] as const
  )
    .filter(([key, , reviews]) => (turn === "all" || turn === key) && reviews.length > 0)
    .map(([, label, reviews]) => ({ label, n: reviews.length, reviews }));
  // What is loaded is what is known of a search or of one prompt; for the whole there are counts.
  const total =
    counts && !q
      ? { yours: counts.yours, waiting: counts.active - counts.yours, done: counts.done }
      : { yours: yours.length, waiting: waiting.length, done: ended.length };

  const rows = groups.flatMap(({ reviews }) => reviews.map(({ number }) => number));
  const select = (number: number | null) => void set({ review: number });
  const at = selected === null ? -1 : rows.indexOf(selected);
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
  return {
    ...{ active, done, counts, turn, q, text, setText, groups, total, selected, select },
    isEmpty: underWay.length + ended.length === 0,
    setTurn: (value: Turn) => void set({ turn: value === "all" ? null : value }),
    /** Selects the review before or after the open one; undefined at either end. */
    neighbour(step: 1 | -1) {
      const next = at < 0 ? undefined : rows[at + step];
      return next === undefined ? undefined : () => select(next);
    },
  };
}
