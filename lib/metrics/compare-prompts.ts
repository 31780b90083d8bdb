import { ALL_TRACES, type RollupGroup } from "@/lib/traces/store/load-rollups";
import { type MetricChange, metricChanges } from "./change";
import type { MetricFigure } from "./contract";
import { segmentLooks, shown } from "./get-metric-summary";
import { measure } from "./measure";
import { DEFINITIONS, type Metric } from "./metric";
import type { Overview } from "./overview-contract";
import { addSums, NO_SUMS } from "./rollup-sums";

const MOST_WORSE = 6;
const MOST_UNSURE = 2;
/** What a decline is looked for in by prompt. */
const WATCHED: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "error_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
];
export const HEADLINE: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
];

export function sumsOf(rows: RollupGroup[], segmentId: string, prompt?: string) {
  const of = rows.filter(
    (row) => row.segmentId === segmentId && (prompt === undefined || row.key.prompt === prompt),
  );
  return of.length === 0 ? NO_SUMS : addSums(of.map(({ sums }) => sums));
}

type Named = readonly { prompt: string }[];

/**
 * All prompts are looked at together here, so a verdict allows for their number (Holm). The page of one prompt
 * decides each of its figures alone: what is worse here is worse there, and there it may be sure of more.
 */
export function compareWholes(later: RollupGroup[], earlier: RollupGroup[], prompts: Named) {
  const looks = prompts.flatMap(({ prompt }) => {
    const [now, before] = [sumsOf(later, ALL_TRACES, prompt), sumsOf(earlier, ALL_TRACES, prompt)];
    return WATCHED.map((metric) => ({
      prompt,
      segment: null,
      metric,
      now: measure(metric, now),
      before: measure(metric, before),
    }));
  });
  return corrected(looks);
}

/** The same of their segments, all of them together. */
export function compareSegments(
  later: RollupGroup[],
  earlier: RollupGroup[],
  segments: readonly { id: string; name: string }[],
  prompts: Named,
) {
  const looks = prompts.flatMap(({ prompt }) =>
    segmentLooks(
      segments.map(({ id, name }) => ({
        segment: name,
        now: sumsOf(later, id, prompt),
        before: sumsOf(earlier, id, prompt),
      })),
    ).map((look) => ({ prompt, ...look })),
  );
  return corrected(looks);
}

function corrected<Look extends Parameters<typeof metricChanges>[0][number]>(
  looks: readonly Look[],
) {
  const changes = metricChanges(looks);
  return looks.map((look, index) => ({ ...look, change: changes[index] ?? null }));
}

export function headlineOf(
  prompt: string,
  wholes: ReturnType<typeof compareWholes>,
): MetricFigure[] {
  return wholes
    .filter((look) => look.prompt === prompt && HEADLINE.includes(look.metric))
    .map(({ metric, now, before, change }) => ({
      metric,
      now,
      before,
      change: change && shown(change),
    }));
}

interface Compared extends Omit<MetricFigure, "change"> {
  prompt: string;
  segment: string | null;
  change: MetricChange;
}

/** What is said of a prompt and metric is said once: of all traces if they got worse, else of the surest segment. */
export function worstOf(compared: readonly Compared[]): {
  gotWorse: Omit<Overview["gotWorse"][number], "release">[];
  compared: number;
} {
  const surest = compared.toSorted((a, b) => (a.change.p ?? 1) - (b.change.p ?? 1));
  const stories = new Map<string, typeof surest>();
  for (const look of surest.filter(({ change }) => change.verdict === "worse")) {
    const key = `${look.metric} ${look.prompt}`;
    stories.set(key, [...(stories.get(key) ?? []), look]);
  }
  const worse = [...stories.values()].slice(0, MOST_WORSE).flatMap((looks) => {
    const headline = looks.find(({ segment }) => segment === null) ?? looks[0];
    return headline
      ? [{ ...headline, alsoIn: segmentsOf(looks.filter((look) => look !== headline)) }]
      : [];
  });
  const unsure = surest
    .filter(({ change }) => change.verdict === "cannot_tell" && (change.p ?? 1) < 1)
    .filter(({ metric, change }) => change.value > 0 === (DEFINITIONS[metric].better === "lower"))
    .filter(({ prompt, metric }) => !stories.has(`${metric} ${prompt}`))
    .slice(0, MOST_UNSURE)
    .map((look) => ({ ...look, alsoIn: [] }));
  return {
    gotWorse: [...worse, ...unsure].map(
      ({ prompt, segment, metric, now, before, change, alsoIn }) => ({
        prompt,
        segment,
        figure: { metric, now, before, change: shown(change) },
        alsoIn,
      }),
    ),
    compared: compared.length,
  };
}

const segmentsOf = (looks: readonly { segment: string | null }[]): string[] =>
  looks.flatMap(({ segment }) => segment ?? []).sort();
