"use client";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import type { Review } from "@/lib/reviews/contract";
import { peopleInWords } from "./review-words";

interface Props {
  project: string;
  review: Review;
  /** Id of the person who looks. */
  me: string | null;
}

/** Who has to act, or how it ended. */
export function ReviewTurn({ project, review, me }: Props) {
  const { turn, approvals, approvalsRequired, author } = review;
  const isUnderWay = turn.who !== "nobody";
  return (
    <Section title={isUnderWay ? "Whose turn" : "How it ended"}>
      <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-2 text-13">
        <Avatar name={(turn.people.find(({ id }) => id === me) ?? turn.people[0] ?? author).name} />
        <div>
          {isUnderWay ? (
            <>
              <b>{turn.isYours ? "You" : peopleInWords(turn.people)}</b>, to {turn.todo}
            </>
          ) : (
            <HowItEnded project={project} review={review} />
          )}
          <div className="text-text-3 text-12">
            {approvals.length} of {Math.max(approvalsRequired, approvals.length)} approvals
            {approvalsRequired === 0
              ? ", none needed here"
              : isUnderWay && `; ${author.name}’s own never counts`}
          </div>
        </div>
      </div>
    </Section>
  );
}

function HowItEnded({
  project,
  review: { release, turn },
}: {
  project: string;
  review: Pick<Review, "release" | "turn">;
}) {
  if (!release) return <span className="first-letter:uppercase">{turn.todo}</span>;
  const link = (number: number) => (
    <Link className={cn(linkClass, "whitespace-nowrap")} href={`/${project}/releases/${number}`}>
      release {number}
    </Link>
  );
  return release.rolledBackBy ? (
    <>
      Released with {link(release.number)}, rolled back by {link(release.rolledBackBy)}
    </>
  ) : (
    <>Released with {link(release.number)}</>
  );
}
