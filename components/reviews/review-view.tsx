"use client";
import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { VersionSpecialCases } from "@/components/specs/version-special-cases";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Badge } from "@/components/ui/data/badge";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { Notice } from "@/components/ui/notice";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { linkClass } from "@/components/ui/text/link-class";
import { Markdown } from "@/components/ui/text/markdown";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { Review } from "@/lib/reviews/contract";
import { useReviewActions } from "@/lib/reviews/hooks";
import { reviewQueries } from "@/lib/reviews/queries";
import { DecisionBar } from "./decision-bar";
import { diffInAddress } from "./diff-in-address";
import { EvidenceChanges } from "./evidence-changes";
import { ReviewConversation } from "./review-conversation";
import { ReviewDecision } from "./review-decision";
import { ReviewEffects, ReviewGap } from "./review-effects";
import { ReviewGates } from "./review-gates";
import { ReviewReviewers } from "./review-reviewers";
import { ReviewTurn } from "./review-turn";
import type { DecisionKind } from "./review-words";
import { baseInWords, STATE_TONE, STATE_WORD } from "./review-words";

/** The diff is the largest part: it comes after the first paint. */
const ReviewChanges = lazyView(
  () => import("./review-changes").then((module) => module.ReviewChanges),
  () => <Skeleton />,
);

interface Props {
  project: string;
  number: string;
  /** Id of the person who looks. */
  me: string | null;
}

export function ReviewView({ project, number, me }: Props) {
  const { data: review, error, refetch } = useQuery(reviewQueries.detail(project, number));
  const [confirming, setConfirming] = useState<DecisionKind | null>(null);
  if (error && !review) {
    return (
      <ErrorState
        title="The review could not be read."
        onRetry={() => void refetch()}
        error={error}
      />
    );
  }
  if (!review) return <Skeleton />;
  return (
    <div>
      <Head project={project} review={review} />
      <StaleNotices project={project} review={review} me={me} />
      <VersionSpecialCases
        project={project}
        name={review.prompt}
        version={review.version}
        mayWrite={review.you.mayComment}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_288px]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {review.description && (
            <Section title="What and why">
              <Markdown className="text-13" text={review.description} />
            </Section>
          )}
          <EvidenceChanges review={review} />
          <ReviewGates project={project} review={review} />
        </div>
        <aside className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-label="Reviewers">
          <ReviewTurn project={project} review={review} me={me} />
          <ReviewReviewers project={project} review={review} me={me} />
        </aside>
      </div>
      <div className="my-4">
        <ReviewChanges project={project} review={review} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_288px]">
        <ReviewConversation project={project} review={review} />
        <aside className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-label="Decision">
          <ReviewDecision
            project={project}
            review={review}
            confirming={confirming}
            onConfirm={setConfirming}
          />
          <ReviewEffects project={project} review={review} />
          {review.gap && <ReviewGap gap={review.gap} review={review} />}
        </aside>
      </div>
      <DecisionBar review={review} onConfirm={setConfirming} />
    </div>
  );
}

function Head({ project, review }: { project: string; review: Review }) {
  const { setClosed } = useReviewActions(project, String(review.number));
  const { prompt, version, environment, ticketUrl, state, you } = review;
  const change = (isClosed: boolean) =>
    setClosed.mutate(isClosed, {
      onSuccess: () => toast(isClosed ? "Review closed" : "Review reopened"),
      onError: (error) => toastError(error.message),
    });
  const release = new URLSearchParams({
    prompt,
    version: String(version),
    environment,
    review: String(review.number),
  });
  return (
    <PageHead
      title={
        <>
          {review.title} <span className="text-text-3 font-normal">{review.number}</span>
        </>
      }
      sub={
        <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1">
          <Badge tone={STATE_TONE[state]}>{STATE_WORD[state]}</Badge>
          <Avatar name={review.requestedBy.name} /> {review.requestedBy.name}{" "}
          {review.turn.who === "nobody" ? "wanted" : "wants"}
          <Link
            className="font-mono text-code underline-offset-3 hover:underline"
            href={`/${project}/prompts/${encodeURIComponent(prompt)}`}
          >
            {prompt}
          </Link>
          <VersionTag>v{version}</VersionTag> in
          {review.approvalsRequired > 0 && (
            <Lock aria-label="protected" className="stroke-[1.5] size-3.5" />
          )}
          {environment}
          {baseInWords(review)}
          {ticketUrl && (
            <a className={linkClass} href={ticketUrl} rel="noreferrer" target="_blank">
              {ticketUrl.split("/").at(-1) || ticketUrl}
            </a>
          )}
        </span>
      }
      actions={
        <>
          {you.mayMove && (
            <Button busy={setClosed.isPending} onClick={() => change(true)}>
              Close review
            </Button>
          )}
          {state === "closed" && you.mayComment && (
            <Button busy={setClosed.isPending} onClick={() => change(false)}>
              Reopen
            </Button>
          )}
          {you.mayRelease && (
            <Link
              className={buttonClass({ variant: "primary" })}
              href={`/${project}/releases/new?${release}`}
            >
              Release v{version}…
            </Link>
          )}
        </>
      }
    />
  );
}

/** What a returning reader has to know first: an approval that no longer counts, a version that came after. */
function StaleNotices({
  project,
  review,
  me,
}: {
  project: string;
  review: Review;
  me: string | null;
}) {
  const [, set] = useQueryStates(diffInAddress);
  const { move } = useReviewActions(project, String(review.number));
  const { newerVersion, you } = review;
  if (review.turn.who === "nobody") return null;
  const stale = review.decisions.filter(({ standing }) => standing === "stale");
  const first = stale.find(({ by }) => by.id === me) ?? stale.at(-1);
  const whose = first?.by.id === me ? "Your" : `${first?.by.name}’s`;
  return (
    <>
      {first && (
        <Notice
          tone="warn"
          className="mb-4"
          title={`${whose} approval of v${first.version} is stale.`}
          actions={
            first.version !== review.version && (
              <Button
                size="sm"
                onClick={() => {
                  void set({ from: first.version });
                  document.getElementById("changes")?.scrollIntoView({ block: "start" });
                }}
              >
                What changed since v{first.version}
              </Button>
            )
          }
        >
          {first.loosened.length > 0
            ? `The evidence was loosened since. ${first.loosened.join(" ")}`
            : `${review.author.name} saved v${review.version} since. An approval covers one version only.`}
        </Notice>
      )}
      {newerVersion && (
        <Notice
          tone="info"
          className="mb-4"
          title={`v${newerVersion.number} is newer.`}
          actions={
            you.mayMove && (
              <Button
                size="sm"
                busy={move.isPending}
                onClick={() =>
                  move.mutate(newerVersion.number, {
                    onSuccess: () => toast(`The review now covers v${newerVersion.number}.`),
                    onError: (error) => toastError(error.message),
                  })
                }
              >
                Review v{newerVersion.number} instead
              </Button>
            )
          }
        >
          {newerVersion.author.name} saved it; this review covers v{review.version}.
        </Notice>
      )}
    </>
  );
}
