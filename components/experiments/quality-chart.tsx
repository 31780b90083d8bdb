"use client";
import { ChartFrame } from "@/components/charts/chart-frame";
import { legendClass } from "@/components/charts/legend-class";
import { PointShape } from "@/components/charts/point-shape";
import { scaleOf } from "@/components/charts/scale";
import { ScatterChart } from "@/components/charts/scatter-chart";
import type { ScatterPoint } from "@/components/charts/scatter-chart-props";
import { versionName } from "@/components/runs/run-words";
import { Segmented } from "@/components/ui/controls/segmented";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import { paretoFront } from "@/lib/experiments/pareto-front";
import {
  formatCountOf,
  formatMs,
  formatRateShort,
  formatRateWithInterval,
  formatUsd,
} from "@/lib/format-number";
import { costOfSuccesses, formatCostOfSuccesses } from "@/lib/runs/cost-of-successes";
import { cellData } from "./cell-data";
import { axesOf, type CellAxes } from "./experiment-axes";
import { cellName } from "./experiment-words";

type Against = "cost" | "latency";

const AGAINST = {
  cost: { title: "Quality against cost", xLabel: "cost per 1,000 successes", format: formatUsd },
  latency: { title: "Quality against latency", xLabel: "p95 latency", format: formatMs },
} as const;

interface Props {
  experiment: Experiment;
  cell: ExperimentCell | undefined;
  against: Against;
  onAgainst: (against: Against) => void;
  onSelect: (runNumber: number) => void;
}

/** Each cell by its pass rate and its price, with the front of those that no other one beats. */
export function QualityChart({ experiment, cell, against, onAgainst, onSelect }: Props) {
  const { cells, number } = experiment;
  const { columns } = axesOf(experiment);
  const { title, xLabel, format } = AGAINST[against];
  const points = pointsOf(experiment, cell, against);
  const scale = scaleOf(
    points.flatMap(({ y, low, high }) => [y, low, high]),
    0.1,
    { min: 0, max: 1 },
  );
  const measured = cells.filter(({ passRate }) => passRate !== null).length;
  return (
    <ChartFrame
      title={title}
      unit={`bars are 95 % intervals${scale.min > 0 ? `; axis from ${formatRateShort(scale.min)}` : ""}`}
      headline={
        <Segmented
          label="Against"
          value={against}
          onValueChange={onAgainst}
          options={[
            { value: "cost", label: "Cost" },
            { value: "latency", label: "p95 latency" },
          ]}
        />
      }
      data={measured > 0 ? cellData(cells) : { columns: [], rows: [] }}
      fileName={`experiment-${number}`}
      emptyText="The first cell to end appears here."
      height={240}
      footer={
        <ChartLegend
          columns={columns}
          hasFront={points.length > 0}
          waiting={cells.length - measured}
          unpriced={measured - points.length}
          against={against}
        />
      }
    >
      {points.length > 0 ? (
        <ScatterChart
          label={`${title}: ${formatCountOf(points.length, "cell")}`}
          points={points}
          formatX={format}
          formatY={formatRateShort}
          xLabel={xLabel}
          yDomain={[scale.min, scale.max]}
          frontLabel="Pareto front"
          onSelect={(key) => onSelect(Number(key))}
        />
      ) : (
        <p className="grid h-full place-items-center rounded bg-subtle text-12 text-text-2">
          The {against} of these cells is not known. Set prices of their models under Settings,
          Models.
        </p>
      )}
    </ChartFrame>
  );
}

interface ChartLegendProps {
  columns: CellAxes["columns"];
  hasFront: boolean;
  /** Cells without a rate. */
  waiting: number;
  unpriced: number;
  against: Against;
}

function ChartLegend({ columns, hasFront, waiting, unpriced, against }: ChartLegendProps) {
  return (
    <div className={legendClass}>
      {columns.map(
        ({ key, label }, index) =>
          label !== "" && (
            <span key={key}>
              <svg width="12" height="12" aria-hidden="true">
                <PointShape group={index} x={6} y={6} className="fill-chart-2" />
              </svg>
              {label}
            </span>
          ),
      )}
      {hasFront && (
        <span>
          <svg width="18" height="10" aria-hidden="true">
            <path d="M0 5h18" className="stroke-chart-3 stroke-[1.5] [stroke-dasharray:2_3]" />
          </svg>
          Pareto front
        </span>
      )}
      {waiting > 0 && <span>{formatCountOf(waiting, "cell")} without a rate, not shown</span>}
      {unpriced > 0 && (
        <span>
          {formatCountOf(unpriced, "cell")} of unknown {against}, not shown
        </span>
      )}
    </div>
  );
}

function pointsOf(
  experiment: Experiment,
  selected: ExperimentCell | undefined,
  against: Against,
): ScatterPoint[] {
  const { cells } = experiment;
  const { placeOf } = axesOf(experiment);
  const priced = cells.map((cell) => ({ cell, price: priceOf(cell, against) }));
  const front = paretoFront(
    priced.map(({ cell, price }) => ({ quality: cell.passRate?.value ?? null, price })),
  );
  return priced.flatMap(({ cell, price }, index): ScatterPoint[] => {
    const { passRate, version, model, runNumber, costPerSuccessUsd, latencyMs } = cell;
    if (!passRate || price === null) return [];
    return [
      {
        key: String(runNumber),
        label: model ? `${versionName(version)} ${model.name}` : cellName(cell),
        x: price,
        y: passRate.value,
        low: passRate.low,
        high: passRate.high,
        group: placeOf(cell)[1],
        isSelected: runNumber === selected?.runNumber,
        isOnFront: front[index] ?? false,
        facts: [
          `${cellName(cell)}: ${formatRateWithInterval(passRate)}`,
          `${formatCostOfSuccesses(costPerSuccessUsd)} per 1,000 successes`,
          `p95 ${formatMs(latencyMs.p95)}`,
        ],
      },
    ];
  });
}

function priceOf({ costPerSuccessUsd, latencyMs }: ExperimentCell, against: Against) {
  if (against === "latency") return latencyMs.p95;
  return costOfSuccesses(costPerSuccessUsd);
}
