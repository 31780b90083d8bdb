"use client";
import { ChartFrame } from "@/components/charts/chart-frame";
import { LineChart } from "@/components/charts/line-chart";
import { formatFixed, formatRateShort } from "@/lib/format-number";
import type { CalibrationAnalysis } from "@/lib/judges/calibration-contract";
import type { Judge } from "@/lib/judges/contract";
import { explainNoSweep } from "./explain-no-sweep";

interface Props {
  judge: Judge;
  analysis: CalibrationAnalysis | undefined;
}

/** What each minimum score would do, on the dev split. */
export function ThresholdChart({ judge, analysis }: Props) {
  const sweep = analysis?.sweep ?? [];
  const { bar, threshold } = judge;
  const least = Math.min(bar.truePositiveRate, bar.trueNegativeRate);
  return (
    <ChartFrame
      title="Threshold"
      unit="dev split, 95 %"
      n={sweep[0] ? sweep[0].truePositiveRate.n + sweep[0].trueNegativeRate.n : null}
      data={{
        columns: ["minimum score", "true positive rate", "true negative rate"],
        rows: sweep.map(({ threshold: score, truePositiveRate, trueNegativeRate }) => [
          score,
          truePositiveRate.value,
          trueNegativeRate.value,
        ]),
      }}
      fileName={`${judge.name}-threshold`}
      emptyText={analysis ? explainNoSweep(judge, analysis) : "Loading…"}
      footer={
        sweep.length > 0 &&
        "Passes at a score of at least this. The choice is the judge’s threshold."
      }
    >
      <LineChart
        label="True positive and true negative rate by minimum score"
        points={sweep.map(({ threshold: x, truePositiveRate, trueNegativeRate }) => ({
          x,
          values: { tpr: truePositiveRate.value, tnr: trueNegativeRate.value },
          bands: {
            tpr: [truePositiveRate.low, truePositiveRate.high],
            tnr: [trueNegativeRate.low, trueNegativeRate.high],
          },
        }))}
        lines={[
          { key: "tpr", label: "TPR", tone: "current" },
          { key: "tnr", label: "TNR", tone: "baseline" },
        ]}
        formatX={(x) => formatFixed(x, 2)}
        formatY={(y) => formatRateShort(y, 0)}
        domain={[0, 1]}
        xDomain={[0, 1]}
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        bars={[{ y: least, label: `bar ${formatRateShort(least, 0)}` }]}
        markers={
          threshold === null
            ? []
            : [{ x: threshold, label: `chosen: ${formatFixed(threshold, 2)}` }]
        }
      />
    </ChartFrame>
  );
}
