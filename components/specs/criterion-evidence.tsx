"use client";
import { ChartFrame } from "@/components/charts/chart-frame";
import { LineChart } from "@/components/charts/line-chart";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { DescriptionList } from "@/components/ui/data/dl";
import { VERDICT_LABEL } from "@/components/ui/data/verdict";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { linkClass } from "@/components/ui/text/link-class";
import { formatCountOf } from "@/lib/format-number";
import type { Criterion } from "@/lib/specs/criterion-contract";
import {
  barOfGate,
  formatBar,
  formatFigure,
  formatFigureInterval,
  unitOfMetric,
} from "@/lib/specs/gates/format-gate";
import type { Gate, GateTrends } from "@/lib/specs/gates/gate-contract";
import { evidenceOf } from "./gate-cell";

interface Props {
  project: string;
  criterion: Criterion;
  gate: Gate | undefined;
  trends: GateTrends | undefined;
  version: number | null;
  onEdit: (() => void) | null;
}

/** What a criterion rests on: its value over the versions, the run behind it, and what would decide it. */
export function CriterionEvidence({ project, criterion, gate, trends, version, onEdit }: Props) {
  return (
    <div className="grid gap-6 bg-subtle px-4 pt-1 pb-2 lg:grid-cols-[minmax(0,1fr)_minmax(260px,360px)]">
      <OverVersions criterion={criterion} trends={trends} />
      <div className="grid content-start gap-3 py-3 text-13">
        {gate ? (
          <Evidence project={project} criterion={criterion} gate={gate} version={version} />
        ) : (
          <p className="text-text-2">No version to measure yet.</p>
        )}
        {onEdit && (
          <Button size="sm" className="justify-self-start" onClick={onEdit}>
            Change the criterion
          </Button>
        )}
      </div>
    </div>
  );
}

/** Its value in each version that was measured on it. */
function OverVersions({ criterion, trends }: Pick<Props, "criterion" | "trends">) {
  const unit = criterion.metric ? unitOfMetric(criterion.metric) : "rate";
  const shape = { ...criterion, unit } as const;
  const trend = trends?.data.find((each) => each.criterion === criterion.key);
  const points = trend?.points ?? [];
  const format = (value: number) => formatFigure(value, shape);
  const bar = barOfGate(criterion);
  return (
    <ChartFrame
      title="Over versions"
      unit={criterion.kind === "non_regression" ? "difference from live, 95 %" : "95 %"}
      fileName={`criterion-${criterion.key}`}
      height={150}
      variant="plain"
      emptyText="No version has been measured on this yet."
      data={{
        columns: ["version", "value", "low", "high", "n", "run", "verdict"],
        rows: points.map((point) => [
          `v${point.version}`,
          point.value,
          point.low,
          point.high,
          point.n,
          point.runNumber,
          VERDICT_LABEL[point.verdict],
        ]),
      }}
    >
      <LineChart
        label={`${criterion.statement}, by version`}
        points={(trends?.versions ?? []).map((x, index) => {
          const point = points.find((each) => each.version === x);
          const isBounded = point && point.low !== null && point.high !== null;
          return {
            x,
            values: { value: trend?.values[index] ?? null },
            bands: { value: isBounded ? ([point.low ?? 0, point.high ?? 0] as const) : null },
          };
        })}
        lines={[
          {
            key: "value",
            label: points.length > 0 ? format(points.at(-1)?.value ?? 0) : "",
            tone: criterion.split === "holdout" ? "holdout" : "current",
          },
        ]}
        bars={[{ y: bar, label: formatBar(shape) }]}
        formatX={(x) => (Number.isInteger(x) ? `v${x}` : "")}
        formatY={format}
        domain={["auto", unit === "rate" && criterion.kind === "absolute" ? 1 : "auto"]}
      />
    </ChartFrame>
  );
}

interface EvidenceProps extends Pick<Props, "project" | "criterion" | "version"> {
  gate: Gate;
}

/** The verdict of a version, the run behind it and what would decide it. */
function Evidence({ project, criterion, gate, version }: EvidenceProps) {
  return (
    <DescriptionList
      items={[
        [
          `Verdict of v${version}`,
          <span key="verdict" className="flex items-center gap-1.5">
            <VerdictIcon verdict={gate.verdict} /> {VERDICT_LABEL[gate.verdict]}
          </span>,
        ],
        ["Value", gate.value === null ? "no value" : valueInWords(gate)],
        ...(gate.why ? ([["Why", gate.why]] as const) : []),
        ...(gate.moreCases
          ? ([
              [
                `Would ${gate.moreCasesVerdict}`,
                `with about ${formatCountOf(gate.moreCases, "more case")}, if they go as these`,
              ],
            ] as const)
          : []),
        ["From", <From key="from" project={project} gate={gate} />],
        ...(criterion.serves.length > 0
          ? ([["Stands for", criterion.serves.join("; ")]] as const)
          : []),
      ]}
    />
  );
}

function valueInWords(gate: Gate): string {
  const interval = formatFigureInterval(gate) ?? "no interval";
  return `${formatFigure(gate.value ?? 0, gate)} (${interval}, n = ${gate.n})`;
}

function From({ project, gate }: { project: string; gate: Gate }) {
  const set = `${gate.split} cases of ${gate.evalSet}${gate.segment ? `, ${gate.segment}` : ""}`;
  if (!gate.runNumber) return <span>no run; the {set}</span>;
  return (
    <span>
      <Link className={linkClass} href={evidenceOf(project, gate)}>
        run {gate.runNumber}
        {gate.baselineRunNumber && ` against run ${gate.baselineRunNumber}`}
      </Link>
      , the {set}
      {gate.baselineVersion && `; v${gate.baselineVersion} is live in ${gate.environment}`}
    </span>
  );
}
