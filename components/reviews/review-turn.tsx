"use client";
import Link from "next/link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { toast, toastError } from "@/components/ui/toast";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import { peopleInWords } from "./review-words";

const WHY = {
  counts: null,
  lifted: "taken back",
  stale: "stale",
  own_version: "own version, does not count",
  not_a_reviewer: "no reviewer any more, does not count",
} as const;

interface Props {
  project: string;
  review: Review;
  /** Id of the person who looks. */
  me: string | null;
}

/** Who has to act, and who has decided what so far. */
export function ReviewTurn({ project, review, me }: Props) {
  const { lift } = useReviewActions(project, String(review.number));
  const { turn, approvals, approvalsRequired, decisions, author } = review;
  const last = newestPerPerson(decisions);
  const isUnderWay = turn.who !== "nobody";

  async function takeBack(kind: "approval" | "change_request") {
    try {
      await lift.mutateAsync(kind);
      toast(kind === "approval" ? "You took your approval back." : "You lifted it.");
    } catch (error) {
      toastError(error instanceof Error ? error.message : "It did not work.");
    }
  }

  return (
    <Section title={isUnderWay ? "Whose turn" : "How it ended"}>
      <div className="grid gap-3 text-13">
        <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-2">
          <Avatar
            name={(turn.people.find(({ id }) => id === me) ?? turn.people[0] ?? author).name}
          />
          <div>
            {isUnderWay ? (
              <>
                <b>{turn.isYours ? "You" : peopleInWords(turn.people)}</b>, to {turn.todo}
              </>
            ) : (
              <HowItEnded project={project} review={review} />
            )}
            <div className="faint small">
              {approvals.length} of {Math.max(approvalsRequired, approvals.length)} approvals
              {approvalsRequired === 0
                ? ", none needed here"
                : isUnderWay && `; ${author.name}’s own never counts`}
            </div>
          </div>
        </div>
        {last.map((one) => (
          <div key={one.id} className="grid grid-cols-[20px_minmax(0,1fr)] gap-2">
            <Avatar name={one.by.name} />
            <div>
              {one.by.name} {one.kind === "approval" ? "approved" : "wants changes to"}{" "}
              <span className="ver">v{one.version}</span>{" "}
              {WHY[one.standing] && <Badge tone="outline">{WHY[one.standing]}</Badge>}
              <div className="faint small">
                <RelativeTime value={one.at} />
                {one.nothingMeasured !== null &&
                  `, without a measurement${one.nothingMeasured ? `: ${one.nothingMeasured}` : ""}`}
              </div>
              {isUnderWay && one.by.id === me && !one.liftedAt && (
                <Button
                  size="sm"
                  className="mt-1"
                  busy={lift.isPending}
                  onClick={() => void takeBack(one.kind)}
                >
                  {one.kind === "approval" ? "Take approval back" : "Lift the request"}
                </Button>
              )}
            </div>
          </div>
        ))}
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
    <Link className="link nowrap" href={`/${project}/releases/${number}`}>
      release {number}
    </Link>
  );
  return release.rolledBackBy ? (
    <>
      Released with {link(release.number)}, taken back by {link(release.rolledBackBy)}
    </>
  ) : (
    <>Released with {link(release.number)}</>
  );
}

function newestPerPerson(decisions: Review["decisions"]): Review["decisions"] {
  const standing = decisions.filter(({ standing: how }) => how !== "lifted");
  return standing.filter(
    (one, at) => !standing.slice(at + 1).some((later) => later.by.id === one.by.id),
  );
}
