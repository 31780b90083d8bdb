"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { promptQueries } from "@/lib/prompts/queries";
import { releaseQueries } from "@/lib/releases/queries";
import { reviewQueries } from "@/lib/reviews/queries";
import { describeVersion } from "./version-state";

/** Where each version of a prompt stands: live, in review, or released before. */
export function useVersionStates(project: string, prompt: string) {
  const { data } = useQuery(promptQueries.detail(project, prompt));
  const reviews = useInfiniteQuery(reviewQueries.list(project, { view: "active", prompt }));
  const releases = useInfiniteQuery(releaseQueries.list(project, { prompt }));
  const facts = {
    live: data?.live ?? {},
    reviews: reviews.data?.pages.flatMap((page) => page.data) ?? [],
    releases: releases.data?.pages.flatMap((page) => page.data) ?? [],
  };
  return (version: number) => (data ? describeVersion(version, facts) : null);
}
