"use client";
import { useState } from "react";
import { ChartFrame, Legend } from "@/components/charts/chart-frame";
import { LineChart } from "@/components/charts/line-chart";
import { roundUp } from "@/components/metrics/chart-lines";
import { LABEL } from "@/components/metrics/metric-words";
import { Select } from "@/components/ui/controls/select";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatDuration, formatNumber } from "@/lib/format-number";
import { DEFINITIONS } from "@/lib/metrics/metric";
import type { PlanPreview } from "@/lib/rollouts/contract";
import { isRate } from "@/lib/rollouts/plan/guarded-metric";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { detectionPoints, stageStarts, ticksUpTo } from "./detection-points";

const MINUTE_MS = 60_000;

interface Props {
  /** The plan that the preview is of. */
  plan: RolloutPlan | null;
  preview: PlanPreview | undefined;
  error: Error | null;
  /** The plan can be tried. */
  isReady: boolean;
}

const TITLE = "What this plan detects";

/** How soon a harm of some size would be noticed at the traffic of the last 7 days. */
export function DetectionCard({ plan, preview, error, isReady }: Props) {
  const [chosen, setChosen] = useState(0);
  if (!plan || !preview) {
    return (
      <Section title={TITLE}>
        {error ? (
          <p className="text-13 text-text-2">The plan could not be tried: {error.message}</p>
        ) : isReady ? (
          <Skeleton />
        ) : (
          <p className="text-13 text-text-2">Complete the plan to see what it would notice.</p>
        )}
      </Section>
    );
  }
  const index = Math.min(chosen, plan.guardrails.length - 1);
  const guardrail = plan.guardrails[index];
  const measured = preview.guardrails[index];
  if (!guardrail || !measured) return null;
  const points = detectionPoints(measured.harms);
  return (
    <ChartFrame
      title={TITLE}
      unit=""
      headline={<GuardrailChoice guardrails={plan.guardrails} value={index} onChange={setChosen} />}
      fileName="rollout-detection"
      emptyText="No forecast."
      height={170}
      data={{
        columns: ["harm", "half of the time, minutes", "95 % of the time, minutes"],
        rows: measured.harms.map(({ harm, medianMinutes, p95Minutes }) => [
          formatHarm(guardrail.metric, harm),
          medianMinutes,
          p95Minutes,
        ]),
      }}
      above={
        measured.problem ? (
          <Notice tone="warn">{measured.problem}</Notice>
        ) : (
          <p className="mb-3 text-13">
            {preview.unitsPerDay === null
              ? "No units were seen in the last 7 days, so nothing can be said of how soon."
              : detectionSentence(measured.harms, guardrail)}
          </p>
        )
      }
      footer={
        <div className="grid gap-1">
          {points.length > 0 && (
            <Legend
              entries={[
                { label: "noticed half of the time", tone: "current" },
                { label: "95 % of the time", tone: "baseline" },
              ]}
            />
          )}
          <span>
            {preview.unitsPerDay === null
              ? "It is tried on the traffic of the last 7 days."
              : `At ${formatCount(preview.unitsPerDay)} units and ${formatCount(preview.requestsPerDay)} requests a day, as in the last 7 days.`}
          </span>
        </div>
      }
    >
      <DetectionChart
        metric={guardrail.metric}
        harms={measured.harms}
        points={points}
        starts={stageStarts(plan.stages, preview.stages)}
      />
    </ChartFrame>
  );
}

interface GuardrailChoiceProps {
  guardrails: RolloutPlan["guardrails"];
  value: number;
  onChange: (index: number) => void;
}

function GuardrailChoice({ guardrails, value, onChange }: GuardrailChoiceProps) {
  return (
    <Select
      size="sm"
      className="w-28"
      aria-label="Guardrail"
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {guardrails.map(({ metric, segment }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same metric may be guarded twice
        <option key={at} value={at}>
          {LABEL[metric]}
          {segment ? `, ${segment}` : ""}
        </option>
      ))}
    </Select>
  );
}

type Guardrail = RolloutPlan["guardrails"][number];
type Harms = PlanPreview["guardrails"][number]["harms"];

interface DetectionChartProps {
  metric: Guardrail["metric"];
  harms: Harms;
  points: ReturnType<typeof detectionPoints>;
  starts: ReturnType<typeof stageStarts>;
}

/** The smallest harm that is noticed by then, and where each stage begins. */
function DetectionChart({ metric, harms, points, starts }: DetectionChartProps) {
  const end = Math.max(...starts.map(({ x }) => x), points.at(-1)?.x ?? 0, 1) * 1.02;
  return (
    <LineChart
      label={`Smallest harm of ${LABEL[metric]} that would be noticed, over time`}
      points={points}
      lines={[
        { key: "median", label: "half of the time", tone: "current" },
        { key: "p95", label: "95 % of the time", tone: "baseline" },
      ]}
      hasEndLabels={false}
      formatX={(minutes) => formatDuration(minutes * MINUTE_MS)}
      formatTip={(minutes) => `after ${formatDuration(minutes * MINUTE_MS)}`}
      formatY={(harm) => formatHarm(metric, harm)}
      xDomain={[0, end]}
      ticks={ticksUpTo(end)}
      domain={[0, roundUp(Math.max(...harms.map(({ harm }) => Math.abs(harm)), 0.01))]}
      markers={starts.slice(1).map(({ x, percent }) => ({ x, label: `${percent} %` }))}
    />
  );
}

function formatHarm(metric: Guardrail["metric"], harm: number): string {
  return `${formatNumber(Math.abs(harm) * 100)}${isRate(metric) ? " pt" : " %"}`;
}

/** The smallest harm that the plan would notice, and how soon; else that it would notice none. */
function detectionSentence(harms: Harms, { metric, action }: Guardrail): string {
  const noticed = harms.filter(({ medianMinutes }) => medianMinutes !== null);
  const [smallest] = noticed.toSorted((a, b) => Math.abs(a.harm) - Math.abs(b.harm));
  if (smallest?.medianMinutes == null) {
    return harms.length === 0
      ? "There is no forecast for this metric; its guardrail works all the same."
      : "At current traffic none of these harms would be noticed before the plan ends: give stages more time.";
  }
  const word = DEFINITIONS[metric].better === "higher" ? "drop" : "rise";
  const does = { roll_back: "roll back", pause: "pause", hold: "hold" }[action];
  const surely =
    smallest.p95Minutes === null
      ? ""
      : `, 95 % of the time within ${formatDuration(smallest.p95Minutes * MINUTE_MS)}`;
  return `At current traffic it would notice a ${word} of ${formatHarm(metric, smallest.harm)} after about ${formatDuration(smallest.medianMinutes * MINUTE_MS)} and ${does}${surely}.`;
}
