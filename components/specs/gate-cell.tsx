import { IntervalMark } from "@/components/charts/interval-mark";
import { Link } from "@/components/ui/controls/link";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { formatCount } from "@/lib/format-number";
import { barOfGate, formatFigure, formatFigureInterval } from "@/lib/specs/gates/format-gate";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { scaleOf } from "./gate-scale";

/** A gate in one line: verdict, value, interval against the bar, and what it comes from or lacks. */
export function GateCell({ project, gate }: { project: string; gate: Gate }) {
  if (gate.value === null) {
    return (
      <span className="flex items-center gap-1.5" title={gate.why}>
        <VerdictIcon verdict={gate.verdict} />
        <span>not measured</span>
        <span className="text-12 text-text-3 truncate">
          {gate.newerCases
            ? `${formatCount(gate.newerCases)} ${gate.newerCases === 1 ? "case" : "cases"} newer than the run`
            : SHORT[gate.reason ?? "no_run"]}
        </span>
      </span>
    );
  }
  const interval = formatFigureInterval(gate);
  const value = (
    <span className="tabular-nums inline-block w-16 shrink-0 whitespace-nowrap">
      {formatFigure(gate.value, gate)}
    </span>
  );
  return (
    <span className="flex items-center gap-1.5" title={gate.why}>
      <VerdictIcon verdict={gate.verdict} />
      {gate.runNumber ? (
        <Link className="underline-offset-3 hover:underline" href={evidenceOf(project, gate)}>
          {value}
        </Link>
      ) : (
        value
      )}
      {gate.low !== null && gate.high !== null && (
        <IntervalMark
          value={gate.value}
          low={gate.low}
          high={gate.high}
          bar={barOfGate(gate)}
          tone={gate.verdict}
          scale={scaleOf(gate)}
          width={68}
          format={(each) => formatFigure(each, gate)}
        />
      )}
      <span className="text-12 text-text-3 whitespace-nowrap">
        {interval}
        {gate.corrected && <span className="block">corrected for the judge’s errors</span>}
        {gate.moreCases && (
          <span className="block" title="At these rates, in four of five tries">
            {formatCount(gate.moreCases)} more to {gate.moreCasesVerdict}
          </span>
        )}
      </span>
    </span>
  );
}

/** The run behind a value, against the live version's run where that is what was compared. */
export function evidenceOf(
  project: string,
  { runNumber, baselineRunNumber, segment }: Gate,
): string {
  const query = new URLSearchParams({
    ...(baselineRunNumber ? { baseline: String(baselineRunNumber) } : {}),
    ...(segment ? { segment } : {}),
  });
  return `/${project}/runs/${runNumber}${query.size > 0 ? `?${query}` : ""}`;
}

const SHORT: Record<NonNullable<Gate["reason"]>, string> = {
  no_eval_set: "no such eval set",
  no_segment: "no such segment",
  no_cases: "no cases",
  no_run: "no run yet",
  cases_changed: "cases changed since the run",
  cases_added: "cases added since the run",
  not_scored: "not scored with it",
  too_few_repeats: "too few answers per case",
  no_baseline_run: "live version has no run",
  nothing_live: "nothing is live there",
  nothing_live_elsewhere: "nothing is live there",
  uncalibrated_judge: "judge is uncalibrated",
  unknown_cost: "price unknown",
  withheld: "under 5 holdout cases",
};
