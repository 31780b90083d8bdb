import {
  formatCount,
  formatMs,
  formatPoints,
  formatPointsInterval,
  formatRateWithInterval,
  formatUsd,
} from "../../../lib/format-number";
import type { Comparison } from "../../../lib/runs/compare/comparison-contract";
import type { Run } from "../../../lib/runs/contract";
import { formatBar, formatFigure } from "../../../lib/specs/gates/format-gate";
import type { Gate } from "../../../lib/specs/gates/gate-contract";
import {
  describeFailure,
  describeRun,
  isFailure,
  oneLine,
  type Report,
  type ReportedRun,
} from "./report";

/** A titled table: what a terminal and Markdown write in their own ways. */
export interface Section {
  title: string;
  url?: string;
  /** Without one: names and values. */
  header?: string[];
  rows: string[][];
}

const MOST_CASES = 10;

/** The report as sections, most important first. */
export function describeReport({ runs, gates, comparison, notes }: Report): Section[] {
  return [
    ...gatesSection(gates),
    ...runs.flatMap(describeReportedRun),
    ...(comparison ? describeComparison(comparison) : []),
    ...runs.flatMap(describeFailures),
    ...(notes.length > 0 ? [{ title: "Notes", rows: notes.map((note) => [note]) }] : []),
  ];
}

function describeReportedRun({ run, url }: ReportedRun): Section[] {
  return [{ title: describeRun(run), url, rows: describeFigures(run) }, ...segmentSection(run)];
}

function describeFigures(run: Run): string[][] {
  const { counts, latencyMs, costUsd, costPerSuccessUsd, tokens, passRate } = run;
  const answers = (["passed", "failed", "errored"] as const).map(
    (outcome) => `${formatCount(counts[outcome])} ${outcome}`,
  );
  return [
    ["Pass rate", run.withheld ?? formatRateWithInterval(passRate)],
    ["Answers", answers.join(", ")],
    ["Latency", `p50 ${formatMs(latencyMs.p50)}, p95 ${formatMs(latencyMs.p95)}`],
    ["Cost", `${formatUsd(costUsd)}, per success ${formatUsd(costPerSuccessUsd)}`],
    ["Tokens", `${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out`],
  ];
}

function segmentSection({ bySegment }: Run): Section[] {
  const rows = bySegment.map(({ segment, passRate, withheld }) => [
    segment,
    withheld ? "withheld" : formatRateWithInterval(passRate),
  ]);
  if (rows.length === 0) return [];
  return [{ title: "By segment", header: ["Segment", "Pass rate"], rows }];
}

function gatesSection(gates: readonly Gate[]): Section[] {
  if (gates.length === 0) return [];
  const header = ["Verdict", "Criterion", "Value", "Bar", "Cases", "Why"];
  return [{ title: "Gates", header, rows: gates.map(describeGate) }];
}

function describeGate(gate: Gate): string[] {
  const { verdict, statement, level, value, n, why, waived } = gate;
  return [
    verdict.replace("_", " ") + (waived ? ", waived" : ""),
    oneLine(statement, 60) + (level === "should" ? " (should)" : ""),
    value === null ? "" : formatFigure(value, gate),
    formatBar(gate),
    formatCount(n),
    verdict === "pass" ? "" : oneLine(why ?? ""),
  ];
}

function describeComparison(comparison: Comparison): Section[] {
  const { baseline, counts, passRateDifference, n, verdict, verdictReason } = comparison;
  const named = (cases: Comparison["newlyFailing"], count: number | null) => {
    const ids = cases.slice(0, MOST_CASES).map(({ caseId }) => oneLine(caseId, 60));
    const more = count !== null && count > ids.length && ids.length > 0 ? ", …" : "";
    return formatCount(count) + (ids.length > 0 ? `: ${ids.join(", ")}${more}` : "");
  };
  const { value, low, high } = passRateDifference ?? {};
  return [
    {
      title: `Against version ${baseline.version ?? "draft"} (run ${baseline.number})`,
      rows: [
        ["Verdict", `${verdict.replace("_", " ")}. ${verdictReason}`],
        [
          "Difference",
          `${formatPoints(value)} points (${formatPointsInterval(low, high)}, n = ${formatCount(n)})`,
        ],
        ["Newly failing", named(comparison.newlyFailing, counts.newlyFailing)],
        ["Newly passing", named(comparison.newlyPassing, counts.newlyPassing)],
        ["Still failing", formatCount(counts.stillFailing)],
        ...comparison.warnings.map(({ message }) => ["Note", message]),
      ],
    },
  ];
}

function describeFailures({ run, results }: ReportedRun): Section[] {
  const failures = results.filter(isFailure).slice(0, MOST_CASES);
  if (failures.length === 0) return [];
  const rows = failures.map((result) => [
    result.outcome,
    oneLine(result.caseId, 60),
    oneLine(describeFailure(result)),
  ]);
  const title = `First failures: ${describeRun(run)}`;
  return [{ title, header: ["Outcome", "Case", "Why"], rows }];
}
