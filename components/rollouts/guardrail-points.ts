import type { ChartTable } from "@/components/charts/chart-data";
import type { ChartPoint } from "@/components/charts/line-chart-props";
import { roundUp } from "@/components/metrics/chart-lines";
import { scaled } from "@/lib/metrics/metric";
import type { ArmFigure, GuardrailFigures, Rollout, RolloutHistory } from "@/lib/rollouts/contract";
import { isShare } from "@/lib/rollouts/plan/guarded-metric";

type Points = RolloutHistory["points"];
type Figured = Pick<GuardrailFigures, "metric">;

/** What is counted by now stands at the end: figures over time are only kept now and then. */
export function withPresent(
  points: Points,
  {
    guardrails,
    percent,
    countedAt,
    endedAt,
  }: Pick<Rollout, "guardrails" | "percent" | "countedAt" | "endedAt">,
): Points {
  const at = endedAt ?? countedAt;
  const last = points.at(-1);
  if (at === null || (last && last.at >= at) || guardrails.every(({ candidate }) => !candidate)) {
    return points;
  }
  const figures = guardrails.map(({ stable, candidate, evidence }) => ({
    ...{ stable, candidate, evidence },
  }));
  return [
    ...points,
    { at, percent: endedAt && last ? last.percent : percent, guardrails: figures },
  ];
}

/** Both arms over time, the candidate with its band; a moment without data is a gap. */
export function pointsOf(points: Points, index: number, guardrail: Figured): ChartPoint[] {
  return points.map(({ at, guardrails }) => {
    const { stable = null, candidate = null } = guardrails[index] ?? {};
    return {
      x: Date.parse(at),
      values: {
        candidate: candidate && scaled(guardrail.metric, candidate.value),
        stable: stable && scaled(guardrail.metric, stable.value),
      },
      bands: {
        candidate: candidate && [
          scaled(guardrail.metric, candidate.low),
          // Without an upper edge it reaches to the end of the axis.
          candidate.high === null
            ? Number.POSITIVE_INFINITY
            : scaled(guardrail.metric, candidate.high),
        ],
        stable: null,
      },
      counts: {
        ...(candidate ? { candidate: candidate.n } : {}),
        ...(stable ? { stable: stable.n } : {}),
      },
    };
  });
}

type Charted = Figured & Pick<GuardrailFigures, "bar" | "candidate">;

/** Both ends of the axis, by the newest band: the first ones are as wide as everything. */
export function axisOf(points: Points, index: number, guardrail: Charted): [number, number] {
  const { candidate, bar } = guardrail;
  const values = points.flatMap(({ guardrails }) =>
    [guardrails[index]?.stable, guardrails[index]?.candidate].flatMap((arm) => arm?.value ?? []),
  );
  const all = [...values, ...(bar === null ? [] : [bar]), ...(candidate ? [candidate.low] : [])];
  const least = isShare(guardrail.metric) ? Math.min(...all) : 0;
  if (all.length > 0 && least > MOSTLY) return [Math.floor((least - ROOM) * 20) / 20, 1];
  const top = Math.max(0, ...values, (candidate?.high ?? 0) * 1.1, (bar ?? 0) * 1.6);
  return isShare(guardrail.metric)
    ? [0, Math.min(1, roundUp(Math.max(0.01, top)))]
    : [0, roundUp(scaled(guardrail.metric, top))];
}

/** A share that is always above this is looked at closely: its axis does not begin at 0. */
const MOSTLY = 0.5;
const ROOM = 0.02;

/** The same numbers as rows: both arms with band, n and the evidence. */
export function tableOf(
  points: Points,
  index: number,
  guardrail: Figured,
  arms: { stable: string; candidate: string },
): ChartTable {
  const rows = points.filter(({ guardrails }) => {
    const one = guardrails[index];
    return one?.candidate || one?.stable;
  });
  const columns = (name: string) => [name, `${name}, low`, `${name}, high`, `${name}, n`];
  return {
    columns: [
      "time (UTC)",
      "share, %",
      ...columns(arms.candidate),
      ...columns(arms.stable),
      "evidence",
    ],
    rows: rows.map(({ at, percent, guardrails }) => [
      at.slice(0, 19).replace("T", " "),
      percent,
      ...cells(guardrail, guardrails[index]?.candidate ?? null),
      ...cells(guardrail, guardrails[index]?.stable ?? null),
      digits(guardrails[index]?.evidence ?? null),
    ]),
  };
}

function cells(guardrail: Figured, figure: ArmFigure | null): (number | null)[] {
  if (!figure) return [null, null, null, null];
  const inTable = (value: number | null) =>
    value === null
      ? null
      : digits(isShare(guardrail.metric) ? value * 100 : scaled(guardrail.metric, value));
  return [inTable(figure.value), inTable(figure.low), inTable(figure.high), figure.n];
}

const digits = (value: number | null) => (value === null ? null : Number(value.toPrecision(4)));
