"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { MissingRuns } from "@/components/specs/missing-runs";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCount } from "@/lib/format-number";
import type { Review } from "@/lib/reviews/contract";
import { reviewQueries } from "@/lib/reviews/queries";
import { closedGates } from "@/lib/specs/gates/closed-gates";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { GateCounts } from "./gate-counts";
import { GateTable } from "./gate-table";
import { WaiverActions } from "./waiver-actions";

interface Props {
  project: string;
  review: Review;
}

/** Every criterion with its evidence; what is closed comes first. */
export function ReviewGates({ project, review }: Props) {
  const { gates, requiresGates, environment } = review;
  const client = useQueryClient();
  const readAgain = useCallback(
    () => void client.invalidateQueries({ queryKey: reviewQueries.all(project) }),
    [client, project],
  );
  const isFrozen = review.gatesAsOf === "release";
  const spec = specHref(project, review);
  if (review.gatesAsOf === "not_kept") return <GatesNotKept project={project} review={review} />;
  if (gates.length === 0) return <NothingMeasured project={project} review={review} />;
  const must = gates.filter(({ level }) => level === "must");
  const closed = closedGates(must).length;
  const counts = {
    pass: count(gates, "pass"),
    fail: count(gates, "fail"),
    inconclusive: count(gates, "inconclusive"),
    notMeasured: count(gates, "not_measured"),
  };
  const undecided = gates.filter(({ moreCases }) => moreCases !== undefined);
  return (
    <Section
      title="Gates"
      beside={
        <span className="text-12 text-text-2 flex flex-wrap items-center gap-2.5">
          <GateCounts gates={counts} />
          {review.gatesAsOf === "release" && "as decided on"}
          {closed > 0 &&
            `${closed} of ${must.length} must gates ${isFrozen ? (closed === 1 ? "was" : "were") : closed === 1 ? "is" : "are"} closed${requiresGates ? "" : `; ${environment} does not wait for them`}`}
        </span>
      }
      actions={
        <>
          {review.you.mayComment && review.turn.who !== "nobody" && (
            <MissingRuns
              project={project}
              prompt={review.prompt}
              version={review.version}
              environment={environment}
              onMeasured={readAgain}
            />
          )}
          <Link className={cn(linkClass, "text-12")} href={spec}>
            Spec
          </Link>
        </>
      }
      flush
      footer={!isFrozen && undecided.length > 0 && <MoreCases gates={undecided} />}
    >
      <GateTable
        project={project}
        gates={gates}
        isRequired={requiresGates}
        actionsOf={(gate) => <WaiverActions project={project} review={review} gate={gate} />}
      />
    </Section>
  );
}

const specHref = (project: string, { prompt }: Review) =>
  `/${project}/prompts/${encodeURIComponent(prompt)}/spec`;

function GatesNotKept({ project, review }: Props) {
  return (
    <Section title="Gates">
      <p className="text-12 text-text-2">
        This release is from before Galley kept what a release was decided on. Its{" "}
        <Link className={linkClass} href={`/${project}/releases/${review.release?.number}`}>
          note
        </Link>{" "}
        has the figures that were measured then.
      </p>
    </Section>
  );
}

function NothingMeasured({ project, review }: Props) {
  const { prompt, version } = review;
  const isFrozen = review.gatesAsOf === "release";
  return (
    <Section title="Gates" beside={<Badge tone="warn">nothing was measured</Badge>}>
      <p className="text-12 text-text-2">
        {prompt} {isFrozen ? "had" : "has"} no acceptance criteria, so no gate{" "}
        {isFrozen ? "said" : "says"} whether v{version} {isFrozen ? "was" : "is"} good enough.{" "}
        <Link className={linkClass} href={specHref(project, review)}>
          Write the spec
        </Link>
      </p>
    </Section>
  );
}

/** How many cases would decide each gate that is not decided yet. */
function MoreCases({ gates }: { gates: readonly Gate[] }) {
  return (
    <span>
      If the rates stay:{" "}
      {gates.map(({ criterion, statement, moreCases = 0, moreCasesVerdict }, index) => (
        <span key={criterion}>
          {index > 0 && "; "}“{statement}” would {moreCasesVerdict} with about{" "}
          <b className="tabular-nums">{formatCount(moreCases)} more</b> cases
        </span>
      ))}
      .
    </span>
  );
}

const count = (gates: readonly Gate[], verdict: Gate["verdict"]) =>
  gates.filter((gate) => gate.verdict === verdict).length;
