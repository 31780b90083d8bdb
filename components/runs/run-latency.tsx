"use client";
import { ChartFrame } from "@/components/charts/chart-frame";
import { HistogramChart } from "@/components/charts/histogram-chart";
import { Segmented } from "@/components/ui/controls/segmented";
import { Table, Td, Th } from "@/components/ui/data/table";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatCount, formatUsd } from "@/lib/format-number";
import type { Run } from "@/lib/runs/contract";
import type { Histogram, Quantile } from "@/lib/runs/summary-contract";
import { histogramBins } from "./histogram-bins";
import { versionName } from "./run-words";
import { useRunAddress } from "./use-run-address";

interface Props {
  run: Run;
  baseline: Run | null;
}

/** Dollars per answer are too small to read; per 1,000 they are not. */
const perThousand = (histogram: Histogram | undefined): Histogram | null =>
  histogram ? { ...histogram, edges: histogram.edges.map((edge) => edge * 1_000) } : null;

/** How long answers took and what they cost, both versions over the same bins. */
export function RunLatency({ run, baseline }: Props) {
  const { state, set } = useRunAddress();
  const isCost = state.chart === "cost";
  const of = (one: Run | null) =>
    isCost ? perThousand(one?.cost?.histogram) : (one?.latency?.histogram ?? null);
  const isFree = isCost && [run, baseline].every((one) => !one || one.cost?.answersUsd === 0);
  const bins = isFree ? [] : histogramBins(of(run), of(baseline));
  const [mine, theirs] = [versionName(run.version), baseline && versionName(baseline.version)];
  const unit = isCost ? "$ / 1,000" : "ms";
  return (
    <ChartFrame
      title={isCost ? "Cost" : "Latency"}
      unit={isCost ? "$ / 1,000" : "ms"}
      n={of(run)?.n ?? null}
      headline={
        <Segmented
          label="Measure"
          value={state.chart}
          onValueChange={(chart) => set({ chart })}
          options={[
            { value: "latency", label: "ms", name: "Latency" },
            { value: "cost", label: "$", name: "Cost" },
          ]}
        />
      }
      height={124}
      fileName={`run-${run.number}-${state.chart}`}
      emptyText={
        isFree
          ? "Every answer cost $0."
          : isCost
            ? "No price is known for this model."
            : "No answer was timed."
      }
      data={{
        columns: [`from, ${unit}`, `to, ${unit}`, mine, ...(theirs ? [`${theirs} `] : [])],
        rows: bins.map((bin) => [
          bin.from,
          bin.to,
          bin.current,
          ...(theirs ? [bin.baseline ?? null] : []),
        ]),
      }}
      footer={<Quantiles run={run} baseline={baseline} />}
    >
      <HistogramChart
        // Bars stand in the order in which they came; a late baseline still belongs first.
        key={theirs ?? "alone"}
        bins={bins}
        unit={isCost ? "$" : "ms"}
        label={`Histogram of ${state.chart}, ${[theirs, mine].filter(Boolean).join(" and ")}`}
        currentLabel={mine}
        {...(theirs ? { baselineLabel: theirs } : {})}
      />
    </ChartFrame>
  );
}

function Quantiles({ run, baseline }: Props) {
  return (
    <div className="-mx-4 -my-2 min-w-0 flex-1">
      <Table label="Latency quantiles and cost" dense size="sm">
        <thead>
          <tr>
            <Th>ms</Th>
            <Th num>p50</Th>
            <Th num>p95</Th>
            <Th num>p99</Th>
            <Th num>$ / 1,000</Th>
          </tr>
        </thead>
        <tbody>
          {[baseline, run].map(
            (one) =>
              one && (
                <tr key={one.id}>
                  <Td>
                    <span className="inline-flex items-center gap-1.5">
                      <span
                        aria-hidden="true"
                        className="size-2"
                        style={{ background: one === run ? "var(--chart-1)" : "var(--chart-2)" }}
                      />
                      <VersionTag>{versionName(one.version)}</VersionTag>
                    </span>
                  </Td>
                  <QuantileCell of={one.latency?.p50 ?? null} />
                  <QuantileCell of={one.latency?.p95 ?? null} />
                  <QuantileCell of={one.latency?.p99 ?? null} />
                  <Td num>{costOf(one)}</Td>
                </tr>
              ),
          )}
        </tbody>
      </Table>
    </div>
  );
}

const ms = (value: number) => (value < 0.5 ? "< 1" : formatCount(Math.round(value)));

const rangeOf = (low: number, high: number) =>
  high < 0.5 ? "under 1" : `${formatCount(Math.round(low))}–${formatCount(Math.round(high))}`;

function QuantileCell({ of }: { of: Quantile | null }) {
  if (!of)
    return (
      <Td num className="text-text-3">
        no value
      </Td>
    );
  return (
    <Td num className="leading-4">
      {ms(of.value)}
      <span className="text-text-3 block text-[11px]">
        {of.low === null || of.high === null ? `n = ${of.n}` : rangeOf(of.low, of.high)}
      </span>
    </Td>
  );
}

function costOf({ cost }: Run): string {
  const n = cost?.histogram.n ?? 0;
  if (cost?.answersUsd == null || n === 0) return "unknown";
  return formatUsd((cost.answersUsd / n) * 1_000);
}
