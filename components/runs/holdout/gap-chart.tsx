"use client";
import type { ReactNode } from "react";
import { ChartFrame, Legend } from "@/components/charts/chart-frame";
import { LineChart } from "@/components/charts/line-chart";
import type { SectionVariant } from "@/components/ui/section";
import { formatRate } from "@/lib/format-number";
import type { GapPoints } from "@/lib/runs/holdout/gap-contract";

interface Props extends GapPoints {
  height?: number;
  variant?: SectionVariant;
  /** What the chart says of the newest version. */
  children: ReactNode;
}

/** Pass rates on the cases that authors see and on those that they do not, version by version. */
export function GapChart({ evalSet, points, looks, budget, height, variant, children }: Props) {
  const drawn = points.map(({ version: x, development, holdout }) => ({
    x,
    values: { development: development?.value ?? null, holdout: holdout?.value ?? null },
    bands: {
      development: development && ([development.low, development.high] as const),
      holdout: holdout && ([holdout.low, holdout.high] as const),
    },
    counts: {
      ...(development ? { development: development.n } : {}),
      ...(holdout ? { holdout: holdout.n } : {}),
    },
  }));
  return (
    <ChartFrame
      title="Development and holdout"
      unit="pass rate, 95 %"
      fileName={`${evalSet}-development-and-holdout`}
      emptyText="No version has a completed run here yet."
      {...(height === undefined ? {} : { height })}
      {...(variant === undefined ? {} : { variant })}
      data={{
        columns: [
          "version",
          ...["development", "holdout"].flatMap((split) => [
            split,
            ...["low", "high", "n"].map((part) => `${split} ${part}`),
          ]),
        ],
        rows: points.map(({ version, development, holdout }) => [
          `v${version}`,
          ...[development, holdout].flatMap((rate) => [
            rate?.value ?? null,
            rate?.low ?? null,
            rate?.high ?? null,
            rate?.n ?? null,
          ]),
        ]),
      }}
      footer={
        <div className="grid gap-2">
          <Legend
            entries={[
              { label: "development", tone: "current" },
              { label: "holdout", tone: "holdout" },
            ]}
          />
          <span>
            {children} Looks at holdout: <b className="tabular-nums">{looks}</b>
            {budget !== null && ` of ${budget}`}.
          </span>
        </div>
      }
    >
      <LineChart
        label={`Pass rate on ${evalSet} by version, development and holdout`}
        points={drawn}
        lines={[
          { key: "development", label: "development", tone: "current" },
          { key: "holdout", label: "holdout", tone: "holdout" },
        ]}
        formatX={(x) => (Number.isInteger(x) ? `v${x}` : "")}
        formatY={(y) => formatRate(y, 0)}
        domain={["auto", 1]}
        ticks={drawn.map(({ x }) => x)}
        hasEndLabels={false}
      />
    </ChartFrame>
  );
}
