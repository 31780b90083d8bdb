"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Check, TriangleAlert, X } from "lucide-react";
import { type ReactNode, useCallback } from "react";
import { AskReviewButton } from "@/components/reviews/ask-review-button";
import { GateCell } from "@/components/specs/gate-cell";
import { MissingRuns } from "@/components/specs/missing-runs";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCountOf } from "@/lib/format-number";
import type { ReleaseChecks as Checks } from "@/lib/releases/draft-contract";
import { releaseQueries } from "@/lib/releases/queries";
import { formatBar } from "@/lib/specs/gates/format-gate";
import type { Gate } from "@/lib/specs/gates/gate-contract";

interface Props {
  project: string;
  prompt: string;
  version: number;
  environment: string;
  checks: Checks;
  /** The note has what it must have. */
  isWritten: boolean;
}

/** What this release needs and has: approvals, gates with their evidence, and every reason against it. */
export function ReleaseChecks(props: Props) {
  const { project, prompt, version, environment, checks, isWritten } = props;
  const { reasons, approvedBy, changesRequestedBy, requiredApprovals, gates, review } = checks;
  const role = reasons.find(({ code }) => code === "release_role");
  const live = reasons.find(({ code }) => code === "already_live");
  const closed = new Set(
    reasons.flatMap(({ path }) => (path.startsWith("gates.") ? path.slice(6) : [])),
  );
  const client = useQueryClient();
  const readAgain = useCallback(
    () => void client.invalidateQueries({ queryKey: releaseQueries.all(project) }),
    [client, project],
  );
  const needsReview = !review && approvedBy.length < requiredApprovals;
  return (
    <Section
      title="Before it goes live"
      className="mb-4"
      actions={
        <>
          <MissingRuns {...{ project, prompt, version, environment }} onMeasured={readAgain} />
          {needsReview && (
            <AskReviewButton {...{ project, prompt, version, environment }} size="sm" />
          )}
        </>
      }
    >
      <ul className="grid gap-2 text-13" aria-label="Checks">
        {role && <Row isGood={false}>{role.message}</Row>}
        {live && <Row isGood={false}>{live.message}</Row>}
        <Row isGood={approvedBy.length >= requiredApprovals && changesRequestedBy.length === 0}>
          {requiredApprovals === 0 && approvedBy.length === 0
            ? `${environment} needs no approval`
            : `${approvedBy.length} of ${requiredApprovals} approvals`}
          {approvedBy.length > 0 && `: ${approvedBy.map(({ name }) => name).join(", ")}`}
          {checks.approvals.some(({ nothingMeasured }) => nothingMeasured !== null) &&
            ", without a measurement"}
          {changesRequestedBy.length > 0 &&
            `. ${changesRequestedBy.map(({ name }) => name).join(", ")} requested changes`}
          {review && (
            <>
              {" · "}
              <Link className={linkClass} href={`/${project}/reviews/${review.number}`}>
                review {review.number}
              </Link>
            </>
          )}
        </Row>
        <Gates
          project={project}
          prompt={prompt}
          gates={gates}
          closed={closed}
          note={
            checks.requiresGates
              ? null
              : `${environment} does not ask for gates; v${version} may go live there without them.`
          }
        />
        <Row isGood={isWritten}>
          {isWritten
            ? "The note says the goal and the change"
            : "The note needs a goal and a change"}
        </Row>
      </ul>
    </Section>
  );
}

interface GatesProps {
  project: string;
  prompt: string;
  gates: readonly Gate[];
  /** Keys of the criteria that stand against the release. */
  closed: ReadonlySet<string>;
  note: string | null;
}

/** How many pass; in full those that stand in the way, the others behind a press. */
function Gates({ project, prompt, gates, closed, note }: GatesProps) {
  if (gates.length === 0) {
    return (
      <Row isGood={null}>
        Nothing was measured: no acceptance criteria are written down, so no gate blocks the
        release.{" "}
        <Link className={linkClass} href={`/${project}/prompts/${encodeURIComponent(prompt)}/spec`}>
          Write one
        </Link>
      </Row>
    );
  }
  const must = gates.filter(({ level }) => level === "must");
  const open = must.filter(({ verdict }) => verdict === "pass").length;
  const inTheWay = gates.filter(({ criterion }) => closed.has(criterion));
  const others = gates.filter(({ criterion }) => !closed.has(criterion));
  return (
    <>
      <Row isGood={inTheWay.length === 0}>
        {must.length === 0
          ? "No must gates"
          : `${open} of ${formatCountOf(must.length, "must gate")} ${open === 1 ? "passes" : "pass"}`}
        {note && <span className="text-text-2">. {note}</span>}
      </Row>
      {inTheWay.map((gate) => (
        <GateRow key={gate.criterion} project={project} gate={gate} />
      ))}
      {others.length > 0 && (
        <li>
          <details>
            <summary className={cn(linkClass, "text-12 cursor-pointer")}>
              {inTheWay.length > 0 ? "The other gates" : "The gates"}, {others.length}
            </summary>
            <ul className="mt-2 grid gap-2">
              {others.map((gate) => (
                <GateRow key={gate.criterion} project={project} gate={gate} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </>
  );
}

function GateRow({ project, gate }: { project: string; gate: Gate }) {
  return (
    <li className="grid gap-0.5 pl-5.5">
      <span>
        {gate.statement} <span className="text-text-3 whitespace-nowrap">{formatBar(gate)}</span>{" "}
        {gate.level === "should" && <Badge tone="should">should</Badge>}{" "}
        {gate.split === "holdout" && <Badge tone="holdout">holdout</Badge>}{" "}
        {gate.segment && <Badge tone="outline">{gate.segment}</Badge>}
      </span>
      <GateCell project={project} gate={gate} />
      {gate.waived && (
        <span className="text-12 text-text-2">
          Risk accepted by {gate.waived.by.name}: {gate.waived.reason}
        </span>
      )}
    </li>
  );
}

/** null: neither done nor missing, but worth knowing. */
function Row({ isGood, children }: { isGood: boolean | null; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      {isGood === null ? (
        <TriangleAlert className="size-3.5 mt-0.5 text-inconclusive" aria-label="note" />
      ) : isGood ? (
        <Check className="size-3.5 mt-0.5 text-pass" aria-label="done" />
      ) : (
        <X className="size-3.5 mt-0.5 text-fail" aria-label="missing" />
      )}
      <span>{children}</span>
    </li>
  );
}
