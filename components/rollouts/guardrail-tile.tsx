"use client";
import { ChartFrame } from "@/components/charts/chart-frame";
import { LineChart } from "@/components/charts/line-chart";
import { ticksBetween } from "@/components/releases/ticks";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { formatNumber } from "@/lib/format-number";
import { formatClock, formatMoment, formatTick } from "@/lib/format-time";
import { scaled } from "@/lib/metrics/metric";
import type { ArmFigure, GuardrailFigures, Rollout, RolloutHistory } from "@/lib/rollouts/contract";
import {
  barInWords,
  CONSEQUENCE,
  formatFigure,
  guardrailName,
} from "@/lib/rollouts/words/guardrail-sentence";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { axisOf, pointsOf, tableOf } from "./guardrail-points";
import { bandInWords, guardrailSentence, limitInWords, unknownInWords } from "./rollout-words";

interface Props {
  rollout: Rollout;
  /** Its place in the plan. */
  index: number;
  guardrail: GuardrailFigures;
  history: RolloutHistory["points"];
}

/** One guardrail: both arms, the verdict and what follows from it, and how it came to that. */
export function GuardrailTile({ rollout, index, guardrail, history }: Props) {
  const { stable, candidate, stageStates } = rollout;
  const requests = stageStates.reduce((sum, one) => sum + one.requests.candidate, 0);
  const { maturationMinutes } = rollout.plan;
  const about = { stable, candidate, maturationMinutes, requests };
  const name = guardrailName(guardrail);
  const points = pointsOf(history, index, guardrail);
  const first = rollout.startedAt;
  const last = rollout.endedAt ?? history.at(-1)?.at ?? rollout.countedAt ?? first;
  const range = [Date.parse(first), Math.max(Date.parse(last), Date.parse(first) + 1)] as const;
  const isShort = range[1] - range[0] < SHORT_MS;
  const ticks = ticksBetween(first, last).map(
    ({ share }) => range[0] + share * (range[1] - range[0]),
  );
  const axis = axisOf(history, index, guardrail);
  const sentences = [
    guardrailSentence(guardrail, about),
    evidenceInWords(guardrail),
    unknownInWords(guardrail, about),
  ];
  return (
    <article className="min-w-0 px-4 pb-2" aria-label={name}>
      <ChartFrame
        variant="plain"
        title={name}
        unit=""
        headline={<VerdictPill verdict={guardrail.verdict} />}
        height={124}
        fileName={`rollout-${rollout.number}-${guardrail.metric}`}
        emptyText={guardrail.verdict === "not_measured" ? "Not measured." : "No data yet."}
        data={tableOf(history, index, guardrail, {
          stable: `v${stable}`,
          candidate: `v${candidate}`,
        })}
        above={<Arms rollout={rollout} guardrail={guardrail} axisFrom={axis[0]} />}
      >
        <LineChart
          label={`${name} over time: v${candidate} and v${stable}`}
          points={points}
          lines={[
            { key: "candidate", label: `v${candidate}`, tone: "current" },
            { key: "stable", label: `v${stable}`, tone: "baseline" },
          ]}
          hasEndLabels={false}
          formatX={isShort ? (x) => formatClock(x, range[1]) : formatTick}
          formatTip={formatMoment}
          formatY={(value) =>
            formatFigure(guardrail.metric, undrawn(guardrail, value)).replace(" per 1,000", "")
          }
          domain={axis}
          xDomain={range}
          {...(ticks.length > 0 ? { ticks } : {})}
          bars={
            guardrail.bar === null
              ? []
              : [
                  {
                    y: scaled(guardrail.metric, guardrail.bar),
                    label: `bar ${formatFigure(guardrail.metric, guardrail.bar)}`,
                    isAtEnd: true,
                  },
                ]
          }
          markers={stageStates
            .slice(1)
            .flatMap(({ startedAt, percent }) =>
              startedAt ? [{ x: Date.parse(startedAt), label: formatPercent(percent) }] : [],
            )}
          cursorGroup="rollout"
        />
      </ChartFrame>
      <p className="text-12 text-text-2">{sentences.filter(Boolean).join(" ")}</p>
    </article>
  );
}

/** Within so little time the ticks need seconds. */
const SHORT_MS = 10 * 60_000;

/** From the axis, which has money per 1,000, back to what was measured. */
const undrawn = (guardrail: GuardrailFigures, value: number) => value / scaled(guardrail.metric, 1);

/** `Evidence 3.2 of 60` while it is worth a look. */
function evidenceInWords({ evidence, evidenceThreshold, verdict }: GuardrailFigures) {
  if (evidence === null || verdict === "pass" || verdict === "not_measured") return null;
  const most = evidence >= 1e6 ? "over 1,000,000" : formatNumber(evidence, evidence < 10 ? 1 : 0);
  return `Evidence against it: ${most}; it acts at ${formatNumber(evidenceThreshold, 0)}.`;
}

interface ArmsProps {
  rollout: Rollout;
  guardrail: GuardrailFigures;
  axisFrom: number;
}

/** The bar and what follows from it, then both arms; they are the legend of the chart as well. */
function Arms({ rollout, guardrail, axisFrom }: ArmsProps) {
  const limit = limitInWords(guardrail);
  const about = [
    `${barInWords(guardrail, rollout.stable)}, ${CONSEQUENCE[guardrail.action]}`,
    ...(limit ? [`share of ${limit}`] : []),
    ...(axisFrom > 0 ? [`axis from ${formatFigure(guardrail.metric, axisFrom)}`] : []),
  ];
  return (
    <div className="mb-2 text-13">
      <p className="mb-1 text-12 text-text-2">{about.join("; ")}</p>
      <dl className="grid grid-cols-[max-content_max-content_minmax(0,1fr)] items-baseline gap-x-2">
        <Arm
          name={`v${rollout.candidate}`}
          figure={guardrail.candidate}
          guardrail={guardrail}
          isCandidate
        />
        <Arm name={`v${rollout.stable}`} figure={guardrail.stable} guardrail={guardrail} />
      </dl>
    </div>
  );
}

interface ArmProps {
  name: string;
  figure: ArmFigure | null;
  guardrail: GuardrailFigures;
  isCandidate?: boolean;
}

function Arm({ name, figure, guardrail, isCandidate = false }: ArmProps) {
  return (
    <div className="contents">
      <dt className="flex items-center gap-1.5 font-mono text-12 font-semibold">
        <svg width="14" height="8" aria-hidden="true">
          <line
            className={isCandidate ? "stroke-2 stroke-chart-1" : "stroke-2 stroke-chart-2"}
            strokeDasharray={isCandidate ? undefined : "4 2"}
            x1="0"
            x2="14"
            y1="4"
            y2="4"
          />
        </svg>
        {name}
      </dt>
      {figure ? (
        <>
          <dd className={isCandidate ? "font-semibold tabular-nums" : "tabular-nums"}>
            {formatFigure(guardrail.metric, figure.value)}
          </dd>
          <dd className="text-12 text-text-3 tabular-nums">{bandInWords(guardrail, figure)}</dd>
        </>
      ) : (
        <dd className="col-span-2 text-12 text-text-3">no value</dd>
      )}
    </div>
  );
}
