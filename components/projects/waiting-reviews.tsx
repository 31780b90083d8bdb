"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { peopleInWords } from "@/components/reviews/review-words";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { reviewQueries } from "@/lib/reviews/queries";

const SHOWN = 5;

/** Reviews under way and whose turn it is, the reader's own first. */
export function WaitingReviews({ project }: { project: string }) {
  const { data } = useInfiniteQuery(reviewQueries.list(project, { view: "active" }));
  const { data: counts } = useQuery(reviewQueries.counts(project));
  const reviews = data?.pages.flatMap((page) => page.data);
  const shown = reviews
    ?.toSorted((a, b) => Number(b.turn.isYours) - Number(a.turn.isYours))
    .slice(0, SHOWN);
  return (
    <Section
      flush
      title="Waiting"
      beside={counts && <span className="text-12 text-text-2">{counts.yours} for you</span>}
      actions={
        <Link className={cn(linkClass, "text-12")} href={`/${project}/reviews`}>
          Reviews
        </Link>
      }
    >
      {!shown ? (
        <div className="grid gap-2 p-4">
          <Skeleton width={200} />
          <Skeleton width={160} />
        </div>
      ) : shown.length === 0 ? (
        <p className="text-12 text-text-2 px-4 py-3">No review is under way.</p>
      ) : (
        <ul>
          {shown.map(({ id, number, title, turn, prompt, version }) => (
            <li
              key={id}
              className="grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-2.5 gap-y-0.5 border-t px-4 py-2.5 text-13 first:border-0"
            >
              <Avatar name={turn.people[0]?.name ?? "?"} />
              <Link
                className="underline-offset-3 hover:underline font-medium"
                href={`/${project}/reviews/${number}`}
              >
                {title}
              </Link>
              <span className="text-text-3 text-12 tabular-nums">{number}</span>
              <span className="text-12 text-text-2 col-span-2 col-start-2">
                {turn.isYours ? <b>Your turn</b> : peopleInWords(turn.people)}, to {turn.todo}:{" "}
                <span className="font-mono">{prompt}</span> v{version}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
