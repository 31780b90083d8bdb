"use client";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Avatar } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Section } from "@/components/ui/section";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import type { NamedReviewer } from "@/lib/reviews/reviewer-contract";
import type { ReviewDecision } from "@/lib/reviews/state-contract";

const NameReviewersDialog = lazy(() => import("./name-reviewers-dialog"));

const WHY: Record<ReviewDecision["standing"], string | null> = {
  counts: null,
  lifted: "withdrawn",
  stale: "stale",
  own_version: "own version, does not count",
  not_a_reviewer: "not a reviewer any more, does not count",
};

/** Of somebody who has not decided. */
const STATE: Partial<Record<NamedReviewer["state"], string>> = {
  own_version: "wrote this version",
  not_a_reviewer: "not a reviewer any more",
  left: "left the project",
};

interface Props {
  project: string;
  review: Review;
  /** Id of the person who looks. */
  me: string | null;
}

/** Who was asked, and who has decided what. */
export function ReviewReviewers({ project, review, me }: Props) {
  const [isNaming, setNaming] = useState(false);
  const { decisions, reviewers, you, turn } = review;
  const decided = newestPerPerson(decisions);
  const waiting = reviewers.filter(({ person }) => !decided.some(({ by }) => by.id === person.id));
  const isUnderWay = turn.who !== "nobody";
  if (!isUnderWay && decided.length + waiting.length === 0) return null;
  return (
    <Section
      title="Reviewers"
      actions={
        you.mayNameReviewers && (
          <Button size="sm" onClick={() => setNaming(true)}>
            {reviewers.length === 0 ? "Name reviewers…" : "Change…"}
          </Button>
        )
      }
    >
      <ul className="grid gap-3 text-13">
        {waiting.map(({ person, state, namedBy, namedAt }) => (
          <Row key={person.id} name={person.name} isYou={person.id === me}>
            <Badge tone="outline">{STATE[state] ?? (isUnderWay ? "waiting" : "no decision")}</Badge>
            <div className="text-text-3 text-12">
              asked by {namedBy.name} <RelativeTime value={namedAt} />
            </div>
          </Row>
        ))}
        {decided.map((one) => (
          <Row key={one.id} name={one.by.name} isYou={one.by.id === me}>
            {one.kind === "approval" ? "approved" : "requested changes to"}{" "}
            <VersionTag>v{one.version}</VersionTag> <WhyNot reviewers={reviewers} decision={one} />
            <div className="text-text-3 text-12">
              <RelativeTime value={one.at} />
              {one.nothingMeasured !== null &&
                `, without a measurement${one.nothingMeasured ? `: ${one.nothingMeasured}` : ""}`}
            </div>
            {isUnderWay && one.by.id === me && !one.liftedAt && (
              <LiftButton project={project} review={review} kind={one.kind} />
            )}
          </Row>
        ))}
        {waiting.length + decided.length === 0 && (
          <li className="text-text-2 text-12">No reviewers named. Any reviewer can decide.</li>
        )}
      </ul>
      {isNaming && (
        <Suspense>
          <NameReviewersDialog project={project} review={review} onClose={() => setNaming(false)} />
        </Suspense>
      )}
    </Section>
  );
}

function Row({ name, isYou, children }: { name: string; isYou: boolean; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] gap-2">
      <Avatar name={name} />
      <div>
        {isYou ? "You" : name} {children}
      </div>
    </li>
  );
}

interface LiftProps {
  project: string;
  review: Review;
  kind: ReviewDecision["kind"];
}

function LiftButton({ project, review, kind }: LiftProps) {
  const { lift } = useReviewActions(project, String(review.number));
  const takeBack = () =>
    lift.mutate(kind, {
      onSuccess: () =>
        toast(kind === "approval" ? "You withdrew your approval." : "You withdrew your request."),
      onError: (error) => toastError(error.message),
    });
  return (
    <Button size="sm" className="mt-1" busy={lift.isPending} onClick={takeBack}>
      {kind === "approval" ? "Withdraw approval" : "Withdraw request"}
    </Button>
  );
}

/** Why a decision does not count. */
function WhyNot({
  reviewers,
  decision: { by, standing },
}: {
  reviewers: readonly NamedReviewer[];
  decision: ReviewDecision;
}) {
  const hasLeft = reviewers.some(({ person, state }) => person.id === by.id && state === "left");
  const why = hasLeft ? "left the project, does not count" : WHY[standing];
  return why && <Badge tone="outline">{why}</Badge>;
}

function newestPerPerson(decisions: Review["decisions"]): Review["decisions"] {
  const counting = decisions.filter(({ standing: how }) => how !== "lifted");
  return counting.filter(
    (one, at) => !counting.slice(at + 1).some((later) => later.by.id === one.by.id),
  );
}
