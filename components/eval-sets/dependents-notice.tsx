"use client";
import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { Link } from "@/components/ui/controls/link";
import { Notice } from "@/components/ui/notice";
import { linkClass } from "@/components/ui/text/link-class";
import type { Split } from "@/lib/eval-sets/case-content";
import { specQueries } from "@/lib/specs/queries";

interface Props {
  project: string;
  evalSet: string;
  split?: Split;
  /** What is about to be saved: `Adding cases`. */
  change: string;
}

/** Names the reviews and the live prompts whose gates need a new run after a change of cases. */
export function DependentsNotice({ project, evalSet, split, change }: Props) {
  const { data } = useQuery(specQueries.dependents(project, evalSet, split));
  const dependents = data?.data ?? [];
  if (dependents.length === 0) return null;
  const reviews = dependents.flatMap(({ reviews }) => reviews);
  const live = dependents.filter(({ environments }) => environments.length > 0);
  return (
    <Notice title={`${change} needs a new run.`}>
      {reviews.length > 0 && (
        <>
          It touches {reviews.length === 1 ? "review" : "reviews"}{" "}
          {reviews.map((number, index) => (
            <Fragment key={number}>
              {index > 0 && ", "}
              <Link className={linkClass} href={`/${project}/reviews/${number}`}>
                #{number}
              </Link>
            </Fragment>
          ))}
          .{" "}
        </>
      )}
      {live.map(({ prompt, environments }) => (
        <Fragment key={prompt}>
          {prompt} is live in {environments.join(" and ")}.{" "}
        </Fragment>
      ))}
      Until then, their gates show the earlier results.
    </Notice>
  );
}
