"use client";
import { STATUS_TONE, versionName } from "@/components/runs/run-words";
import { serializeRunAddress } from "@/components/runs/use-run-address";
import { Link } from "@/components/ui/controls/link";
import { Badge } from "@/components/ui/data/badge";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import {
  formatCount,
  formatCountOf,
  formatInterval,
  formatMs,
  formatMsDifference,
  formatNumber,
  formatPoints,
  formatPointsInterval,
  formatRate,
} from "@/lib/format-number";
import { formatCostOfSuccesses } from "@/lib/runs/cost-of-successes";
import { CellWrongSteps } from "./cell-wrong-steps";
import { ConfirmOnHoldout } from "./confirm-on-holdout";
import { cellName } from "./experiment-words";
import { UseCell } from "./use-cell/use-cell";
import { WeeklyCost } from "./weekly-cost";

interface Props {
  project: string;
  experiment: Experiment;
  cell: ExperimentCell;
  mayWrite: boolean;
  isAdmin: boolean;
}

/** The cell that is looked at: its figures beside the baseline's, and what can be done with it. */
export function CellAside({ project, experiment, cell, mayWrite, isAdmin }: Props) {
  const { comparison, passRate } = cell;
  const run = `/${project}/runs/${cell.runNumber}`;
  return (
    <Section
      aria-label="Selected cell"
      title={
        <span className="inline-flex flex-wrap items-center gap-1.5 whitespace-normal">
          <VersionTag>{versionName(cell.version)}</VersionTag>
          {cell.model ? (
            <span className="font-mono text-12">{cell.model.name}</span>
          ) : (
            cellName(cell) !== versionName(cell.version) && (
              <span className="wrap-anywhere">{cellName(cell)}</span>
            )
          )}
        </span>
      }
    >
      <div className="grid gap-3">
        {comparison ? (
          <div className="grid gap-1">
            <VerdictPill verdict={comparison.verdict} className="w-max" />
            <p className="text-12 text-text-2">{comparison.verdictReason}</p>
          </div>
        ) : (
          <p className="text-12 text-text-2">
            {cell.runNumber === experiment.baseline.runNumber ? (
              "The other cells are compared with this one."
            ) : (
              <>
                <Badge tone={STATUS_TONE[cell.status]}>{cell.status}</Badge>{" "}
                {cell.withheld ?? cell.statusReason ?? "Compared when both cells have ended."}
              </>
            )}
          </p>
        )}
        {passRate && <CellFigures project={project} experiment={experiment} cell={cell} />}
        {passRate && cell.option && (
          <CellWrongSteps cell={cell} baseline={comparison ? baselineOf(experiment) : undefined} />
        )}
        {comparison && <CellNotes project={project} experiment={experiment} cell={cell} />}
        <p className="flex flex-wrap gap-x-3 text-12">
          <Link className={linkClass} href={run}>
            Run {cell.runNumber}
          </Link>
          {comparison && (
            <Link
              className={linkClass}
              href={serializeRunAddress(run, { baseline: String(experiment.baseline.runNumber) })}
            >
              Compare case by case
            </Link>
          )}
        </p>
        {mayWrite && passRate && (
          <>
            <hr className="border-border" />
            <UseCell project={project} experiment={experiment} cell={cell} />
            <ConfirmOnHoldout {...{ project, experiment, cell, isAdmin }} />
          </>
        )}
      </div>
    </Section>
  );
}

type OfCell = Omit<Props, "mayWrite" | "isAdmin">;

/** What the verdict does not say: whether it is better at all, and what it would cost. */
function CellNotes({ project, experiment, cell }: OfCell) {
  const baseline = baselineOf(experiment);
  const { low, high } = cell.comparison?.passRateDifference ?? {};
  const holdsZero = low != null && high != null && low <= 0 && high >= 0;
  return (
    <p className="text-12 text-text-2 empty:hidden">
      {cell.comparison?.verdict === "pass" &&
        holdsZero &&
        "Not proven better: the interval includes 0. "}
      {baseline && <WeeklyCost {...{ project, cell, baseline }} prompt={experiment.prompt} />}
    </p>
  );
}

const baselineOf = ({ cells, baseline }: Experiment): ExperimentCell | undefined =>
  cells.find(({ runNumber }) => runNumber === baseline.runNumber);

function CellFigures({ project, experiment, cell }: OfCell) {
  const { comparison, passRate, latencyMs } = cell;
  const baseline = baselineOf(experiment);
  const difference = comparison?.passRateDifference;
  const p95Change =
    comparison && latencyMs.p95 !== null && baseline?.latencyMs.p95 != null
      ? latencyMs.p95 - baseline.latencyMs.p95
      : null;
  const times =
    comparison && cell.costPerSuccessUsd !== null && baseline?.costPerSuccessUsd
      ? cell.costPerSuccessUsd / baseline.costPerSuccessUsd
      : null;
  const linkTo = (tab: "newly-passing" | "newly-failing", n: number | null) =>
    n === null ? (
      "withheld"
    ) : (
      <Link
        className={linkClass}
        href={serializeRunAddress(`/${project}/runs/${cell.runNumber}`, {
          baseline: String(experiment.baseline.runNumber),
          tab,
        })}
      >
        {formatCount(n)}
      </Link>
    );
  const rows: [string, React.ReactNode, React.ReactNode][] = [
    ["Pass rate", formatRate(passRate?.value), formatInterval(passRate?.low, passRate?.high)],
    ...(difference
      ? [
          [
            "Difference",
            `${formatPoints(difference.value)} pt`,
            formatPointsInterval(difference.low, difference.high),
          ] as [string, string, string],
        ]
      : []),
    [
      "p95 latency",
      formatMs(latencyMs.p95),
      p95Change === null ? "" : formatMsDifference(p95Change),
    ],
    [
      "Cost per 1,000 ok",
      formatCostOfSuccesses(cell.costPerSuccessUsd),
      times === null ? "" : `× ${formatNumber(times, 2)}`,
    ],
    ...(comparison
      ? ([
          ["Newly passing", linkTo("newly-passing", comparison.counts.newlyPassing), ""],
          ["Newly failing", linkTo("newly-failing", comparison.counts.newlyFailing), ""],
        ] as [string, React.ReactNode, React.ReactNode][])
      : []),
    ...(cell.counts.errored
      ? [["Errors", formatCountOf(cell.counts.errored, "error"), ""] as [string, string, string]]
      : []),
  ];
  return (
    <dl className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-2.5 gap-y-1 text-13 tabular-nums">
      {rows.map(([term, value, note]) => (
        <div key={term} className="contents">
          <dt className="text-text-2">{term}</dt>
          <dd className="text-right font-medium">{value}</dd>
          <dd className="text-right text-12 text-text-2">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
