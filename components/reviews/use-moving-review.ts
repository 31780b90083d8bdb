"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { reviewQueries } from "@/lib/reviews/queries";

/** Number of one's own review of a version, which moves on when the next one is saved from it. */
export function useMovingReview(
  project: string,
  prompt: string,
  parent: number | null,
): number | null {
  const { data } = useInfiniteQuery(reviewQueries.list(project, { view: "mine", prompt }));
  const moving = data?.pages
    .flatMap(({ data: reviews }) => reviews)
    .find(({ version, turn }) => version === parent && turn.who !== "nobody");
  return moving?.number ?? null;
}
