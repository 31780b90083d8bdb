"use client";
import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useCallback } from "react";
import { IntervalMark } from "@/components/charts/interval-mark";
import { formatBar, formatFigure } from "@/components/specs/format-gate";
import { MissingRuns } from "@/components/specs/missing-runs";
import { Badge } from "@/components/ui/badge";
import { formatCount } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { GroupRow, Table, Td } from "@/components/ui/table";
import { VerdictPill } from "@/components/ui/verdict-pill";
import type { Review } from "@/lib/reviews/contract";
import { reviewQueries } from "@/lib/reviews/queries";
import { closedGates } from "@/lib/specs/closed-gates";
import type { Gate } from "@/lib/specs/gate-contract";
import { GateCounts } from "./gate-counts";
import { intervalInWords } from "./review-words";

const URGENCY = { fail: 0, inconclusive: 1, not_measured: 2, pass: 3 } as const;

/** Every criterion with its evidence; what is closed comes first. */
export function ReviewGates({ project, review }: { project: string; review: Review }) {
  const { gates, requiresGates, environment } = review;
  const client = useQueryClient();
  const readAgain = useCallback(
    () => void client.invalidateQueries({ queryKey: reviewQueries.all(project) }),
    [client, project],
  );
  const spec = `/${project}/prompts/${encodeURIComponent(review.prompt)}/spec`;
  if (gates.length === 0) {
    return (
      <Section title="Gates" beside={<span className="small faint">nothing was measured</span>}>
        <p className="small muted">
          {review.prompt} has no acceptance criteria, so no gate says whether v{review.version} is
          good enough.{" "}
          <Link className="link" href={spec}>
            Write the spec
          </Link>
        </p>
      </Section>
    );
  }
  const must = ordered(gates.filter(({ level }) => level === "must"));
  const should = ordered(gates.filter(({ level }) => level === "should"));
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
        <span className="small muted flex flex-wrap items-center gap-2.5">
          <GateCounts gates={counts} />
          {closed > 0 &&
            `${closed} of ${must.length} must gates ${closed === 1 ? "is" : "are"} closed${requiresGates ? "" : `; ${environment} does not wait for them`}`}
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
          <Link className="link small" href={spec}>
            Spec
          </Link>
        </>
      }
      flush
      footer={
        undecided.length > 0 && (
          <span>
            If the rates stay:{" "}
            {undecided.map(({ criterion, statement, moreCases = 0, moreCasesVerdict }, index) => (
              <span key={criterion}>
                {index > 0 && "; "}“{statement}” would {moreCasesVerdict} with about{" "}
                <b className="tnum">{formatCount(moreCases)} more</b> cases
              </span>
            ))}
            .
          </span>
        )
      }
    >
      <Table label="Gates" dense minWidth={704}>
        {(
          [
            ["must", requiresGates ? ", all have to pass" : "", must],
            ["should", ", do not block", should],
          ] as const
        ).map(([level, about, rows]) =>
          rows.length === 0 ? null : (
            <tbody key={level}>
              <GroupRow columns={5} about={about}>
                {level}
              </GroupRow>
              {rows.map((gate) => (
                <GateRow key={gate.criterion} project={project} gate={gate} />
              ))}
            </tbody>
          ),
        )}
      </Table>
    </Section>
  );
}

function GateRow({ project, gate }: { project: string; gate: Gate }) {
  return (
    <tr title={gate.why}>
      <Td className="nowrap" style={{ width: 120 }}>
        <VerdictPill verdict={gate.verdict} />
      </Td>
      <Td>
        {gate.statement} <span className="faint nowrap">{formatBar(gate)}</span>{" "}
        {gate.split === "holdout" && <Badge tone="holdout">holdout</Badge>}
        {gate.segment && <Badge tone="outline">{gate.segment}</Badge>}
        {gate.verdict === "not_measured" && gate.why && <div className="sub">{gate.why}</div>}
        {gate.earlier && (
          <div className="sub flex flex-wrap items-center gap-1.5">
            On revision {gate.earlier.evalSetRevision}:{" "}
            <VerdictPill verdict={gate.earlier.verdict} />
            {gate.earlier.value !== null && formatFigure(gate.earlier.value, gate)}, n ={" "}
            {formatCount(gate.earlier.n)}
          </div>
        )}
      </Td>
      <Td num className="nowrap">
        {gate.value === null ? (
          <span className="faint">no value</span>
        ) : (
          formatFigure(gate.value, gate)
        )}
      </Td>
      <Td className="small muted nowrap">
        <span className="flex items-center gap-2">
          <GateMark gate={gate} /> {intervalInWords(gate)}
        </span>
      </Td>
      <Td className="small nowrap">
        {gate.runNumber && (
          <Link
            className="link"
            href={`/${project}/runs/${gate.runNumber}${gate.baselineRunNumber ? `?baseline=${gate.baselineRunNumber}` : ""}`}
          >
            run {gate.runNumber}
          </Link>
        )}
      </Td>
    </tr>
  );
}

/** Rates share one scale; differences have theirs, from −50 to +50 points. */
function GateMark({ gate }: { gate: Gate }) {
  const { value, low, high, unit, kind, threshold, comparator, verdict } = gate;
  if (value === null || low === null || high === null) return null;
  const isDifference = kind === "non_regression";
  const bar = isDifference ? (comparator.startsWith(">") ? -threshold : threshold) : threshold;
  const reach = isDifference
    ? Math.max(Math.abs(low), Math.abs(high), Math.abs(bar)) || 1
    : Math.max(high, bar) * 1.1 || 1;
  const scale =
    unit === "rate"
      ? isDifference
        ? { min: -0.5, max: 0.5 }
        : { min: 0, max: 1 }
      : { min: isDifference ? -reach : 0, max: reach };
  return (
    <IntervalMark value={value} low={low} high={high} bar={bar} tone={verdict} scale={scale} />
  );
}

function ordered(gates: readonly Gate[]): Gate[] {
  return [...gates].sort((a, b) => URGENCY[a.verdict] - URGENCY[b.verdict]);
}

const count = (gates: readonly Gate[], verdict: Gate["verdict"]) =>
  gates.filter((gate) => gate.verdict === verdict).length;
