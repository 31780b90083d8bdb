"use client";
import { inboxLineClass, inboxRowClass } from "@/components/notifications/inbox-class";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { linkClass } from "@/components/ui/text/link-class";
import { RelativeTime } from "@/components/ui/text/relative-time";
import type { ReviewListItem } from "@/lib/reviews/contract";

const MOST = 4;

interface Props {
  project: string;
  reviews: ReviewListItem[];
  onOpen: () => void;
}

/** The reviews that wait for this person now, whatever was read or missed. */
export function TurnLines({ project, reviews, onOpen }: Props) {
  if (reviews.length === 0) return null;
  return (
    <ul aria-label="Your turn" className="border-b bg-accent-bg">
      {reviews.slice(0, MOST).map((review) => (
        <li key={review.id} className={cn(inboxRowClass, "last:border-b-0")}>
          <Link
            href={`/${project}/reviews/${review.number}`}
            className={inboxLineClass}
            onClick={onOpen}
          >
            <span />
            <Avatar name={review.requestedBy.name} />
            <span className="min-w-0">
              <b>Your turn</b>: {review.turn.todo}
              <span className="text-12 block truncate text-text-3">
                <span className="font-mono text-code">{review.prompt}</span>, review {review.number}{" "}
                by {review.requestedBy.name}, <RelativeTime value={review.updatedAt} />
              </span>
            </span>
          </Link>
        </li>
      ))}
      {reviews.length > MOST && (
        <li className="px-4 py-2">
          <Link
            className={cn(linkClass, "text-12")}
            href={`/${project}/reviews?turn=yours`}
            onClick={onOpen}
          >
            {reviews.length - MOST} more wait for you
          </Link>
        </li>
      )}
    </ul>
  );
}
