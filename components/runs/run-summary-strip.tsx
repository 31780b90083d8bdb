"use client";
import { Button } from "@/components/ui/controls/button";
import { Stat, StatStrip } from "@/components/ui/data/stat";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import {
  formatCount,
  formatCountOf,
  formatInterval,
  formatMsDifferenceValue,
  formatPoints,
  formatPointsInterval,
  formatPValue,
  formatRate,
  formatRateValue,
  formatUsd,
} from "@/lib/format-number";
import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { useRetryErrors } from "@/lib/runs/hooks";
import { versionName } from "./run-words";

interface Props {
  project: string;
  run: Run;
  baseline: RunListItem | null;
  comparison: Comparison | null;
  mayWrite: boolean;
}

/** The run in five figures, each with its interval and its difference to the baseline. */
export function RunSummaryStrip({ project, run, baseline, comparison, mayWrite }: Props) {
  const name = baseline ? versionName(baseline.version) : null;
  const p95 = run.latency?.p95 ?? null;
  return (
    <StatStrip
      label="Summary"
      columns="lg:grid-cols-[1.1fr_1.35fr_1.1fr_1.2fr_0.8fr]"
      className="mb-4"
    >
      <Stat
        label="Pass rate"
        value={run.passRate ? formatRateValue(run.passRate.value) : "no rate"}
        unit={run.passRate && "%"}
        detail={
          run.passRate ? (
            <>
              {formatInterval(run.passRate.low, run.passRate.high)}, n ={" "}
              {formatCount(run.passRate.n)}
              <Consistency run={run} />
            </>
          ) : (
            "nothing was measured"
          )
        }
      />
      <Difference name={name} comparison={comparison} />
      <Stat
        label="p95 latency"
        value={
          p95 ? (p95.value < 0.5 ? "under 1" : formatCount(Math.round(p95.value))) : "no value"
        }
        unit={p95 && "ms"}
        detail={latencyDetail(p95, comparison, name)}
      />
      <Stat
        label="Cost per 1,000 successes"
        value={
          run.costPerSuccessUsd === null ? "unknown" : formatUsd(run.costPerSuccessUsd * 1_000)
        }
        detail={costDetail(comparison, name)}
      />
      <Errors project={project} run={run} mayWrite={mayWrite} />
    </StatStrip>
  );
}

/** Of a run with repeats: whether a case that passes passes each time. */
function Consistency({ run: { repeatOutcome } }: Pick<Props, "run">) {
  if (!repeatOutcome) return null;
  const { k, allPass, flakiness } = repeatOutcome;
  return (
    <>
      {allPass && (
        <span
          className="block"
          title={`pass^${k}, over ${formatCount(allPass.n)} cases: ${formatInterval(allPass.low, allPass.high)}`}
        >
          all {k} answers pass: {formatRate(allPass.value)}
        </span>
      )}
      {flakiness !== null && (
        <span className="block" title="Over cases that were answered at least twice">
          two answers to a case disagree: {formatRate(2 * flakiness)}
        </span>
      )}
    </>
  );
}

function Difference({ name, comparison }: { name: string | null; comparison: Comparison | null }) {
  if (!name)
    return <Stat label="Difference" value="no baseline" detail="choose one to compare with" />;
  const label = (
    <>
      Difference to {name} {comparison && <VerdictPill verdict={comparison.verdict} />}
    </>
  );
  const difference = comparison?.passRateDifference;
  if (!difference)
    return (
      <Stat label={label} value="no value" detail={comparison?.verdictReason ?? "not read yet"} />
    );
  return (
    <Stat
      label={label}
      value={formatPoints(difference.value)}
      unit="points"
      detail={
        difference.low === null ? (
          <span title={comparison.verdictReason}>too few for an interval, n = {difference.n}</span>
        ) : (
          <>
            {formatPointsInterval(difference.low, difference.high)}, paired,{" "}
            <Tooltip
              content={`${comparison.verdictReason} The interval decides; p tells how surprising this would be without a difference (exact McNemar test, with repeats Student's t).`}
            >
              <button
                type="button"
                className="cursor-help underline decoration-border-strong decoration-dotted underline-offset-3"
              >
                {pValue(comparison.pValue)}
              </button>
            </Tooltip>
          </>
        )
      }
    />
  );
}

function pValue(p: number | null): string {
  const text = formatPValue(p);
  return text.startsWith("under") ? `p ${text}` : `p = ${text}`;
}

function latencyDetail(
  p95: NonNullable<Run["latency"]>["p95"],
  comparison: Comparison | null,
  name: string | null,
): string {
  const difference = comparison?.latencyP95DifferenceMs;
  if (difference && name) {
    const interval =
      difference.low === null || difference.high === null
        ? "too few for an interval"
        : `${formatMsDifferenceValue(difference.low)} to ${formatMsDifferenceValue(difference.high)}`;
    return `${formatMsDifferenceValue(difference.value)} vs ${name} (${interval})`;
  }
  if (!p95) return "no answer was timed";
  if (p95.low === null || p95.high === null) return `n = ${formatCount(p95.n)}, no interval`;
  return `${formatCount(p95.low)}–${formatCount(p95.high)}, n = ${formatCount(p95.n)}`;
}

function costDetail(comparison: Comparison | null, name: string | null): string {
  const difference = comparison?.costDifferenceUsd;
  const base = comparison?.baselineCostUsd;
  if (!name) return "answers and their retries";
  if (!difference || base == null) return "no price to compare";
  if (base === 0) return `${formatUsd(difference.value)} per answer vs ${name}`;
  const relative = (value: number | null) => (value === null ? "?" : formatPoints(value / base));
  return difference.low === null
    ? `${relative(difference.value)} % an answer vs ${name}`
    : `${relative(difference.value)} % vs ${name} (${relative(difference.low)} to ${relative(difference.high)})`;
}

function Errors({ project, run, mayWrite }: Pick<Props, "project" | "run" | "mayWrite">) {
  const retry = useRetryErrors(project, run.number);
  const missing = run.progress.total - (run.progress.done ?? 0);
  const errored = run.counts.errored ?? 0;
  // The figures of a holdout run never change once they are shown.
  const isFixed = run.split === "holdout" && run.status === "completed" && !run.inconclusive;
  const canRetry = mayWrite && !isFixed && (errored > 0 || missing > 0);
  return (
    <Stat
      label={
        <>
          Errors
          {canRetry && (
            <Button
              size="xs"
              className="-my-1 ml-auto"
              busy={retry.isPending}
              onClick={() =>
                retry.mutate(undefined, {
                  onSuccess: () => toast("Repeats only the calls without an answer."),
                  onError: (error) => toastError(error.message),
                })
              }
            >
              {errored > 0 ? "Retry errors" : "Run the rest"}
            </Button>
          )}
        </>
      }
      value={formatCount(errored)}
      unit={`of ${formatCount(run.progress.total)}`}
      detail={[
        formatCountOf(run.retries ?? 0, "retry", "retries"),
        missing > 0 && `${formatCount(missing)} not run`,
        run.replayed ? `${formatCount(run.replayed)} from cache` : null,
      ]
        .filter(Boolean)
        .join(", ")}
    />
  );
}
