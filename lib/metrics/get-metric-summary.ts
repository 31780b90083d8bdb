import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { hasTraces } from "@/lib/traces/store/load-hours";
import { loadRollups, loadSeen, type RollupSums } from "@/lib/traces/store/load-rollups";
import { type MetricChange, metricChange, metricChanges } from "./change";
import type { MetricFigure, MetricFilters, MetricSummary } from "./contract";
import { filterOf, listSegmentNames, segmentIdOf } from "./load-groups";
import { knownOutcomes, measure } from "./measure";
import { METRICS, type Metric } from "./metric";
import { NO_SUMS } from "./rollup-sums";
import { resolveRange } from "./time-range";

/** What a segment is compared by; each one is a look that the correction counts. */
const COMPARED: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
];
const SHOWN: readonly Metric[] = [...COMPARED, "latency_p50_ms"];

/** All metrics of a range against the time before, overall and by segment. */
export async function getMetricSummary(actor: Actor, query: MetricFilters): Promise<MetricSummary> {
  authorize(actor, { scope: "traces:read" });
  const range = resolveRange(query, new Date());
  const { projectId } = actor;
  const whole = await segmentIdOf(actor, query);
  const segments = query.segment ? [] : await listSegmentNames(projectId);
  const read = (times: { from: Date; to: Date }) =>
    loadRollups({
      projectId,
      segmentIds: [whole, ...segments.map(({ id }) => id)],
      from: times.from,
      to: times.to,
      filter: filterOf(query),
      stepHours: null,
      withLatency: true,
      withUnits: true,
    });
  const [now, before, dimensions, isAny] = await Promise.all([
    read(range),
    read(range.before),
    loadSeen(projectId, range),
    hasTraces(projectId),
  ]);
  const sumsIn = (rows: typeof now, id: string) =>
    rows.find(({ segmentId }) => segmentId === id)?.sums ?? NO_SUMS;
  const sums = sumsIn(now, whole);
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    before: { from: range.before.from.toISOString(), to: range.before.to.toISOString() },
    n: sums.traces,
    costUsd: sums.costN === 0 ? null : sums.costUsd,
    knownOutcomes: knownOutcomes(sums),
    withUnit: sums.withUnit,
    figures: figuresOf(METRICS, sums, sumsIn(before, whole)),
    segments: segmentsOf(
      segments.map(({ id, name }) => ({
        segment: name,
        now: sumsIn(now, id),
        before: sumsIn(before, id),
      })),
    ),
    seen: choicesOf(dimensions, query.prompt),
    hasTraces: isAny,
  };
}

/** Each metric on its own: nobody searches the headline for a surprise. */
export function figuresOf(
  metrics: readonly Metric[],
  now: RollupSums,
  before: RollupSums,
): MetricFigure[] {
  return metrics.map((metric) => {
    const [later, earlier] = [measure(metric, now), measure(metric, before)];
    const change = metricChange(metric, later, earlier);
    return { metric, now: later, before: earlier, change: change && shown(change) };
  });
}

export function shown({ kind, value, low, high, verdict }: MetricChange) {
  return { kind, value, low, high, verdict };
}

interface SegmentSums {
  segment: string;
  now: RollupSums;
  before: RollupSums;
}

/** What segments are compared by, for who corrects all that it compares together. */
export function segmentLooks(segments: readonly SegmentSums[]) {
  return segments.flatMap(({ segment, now, before }) =>
    COMPARED.map((metric) => ({
      segment,
      metric,
      now: measure(metric, now),
      before: measure(metric, before),
    })),
  );
}

/**
 * Segments are searched for a surprise, so their verdicts are corrected for all of a prompt's (or project's)
 * segments and metrics together.
 */
function segmentsOf(segments: readonly SegmentSums[]): MetricSummary["segments"] {
  const plain = segmentLooks(segments);
  const changes = metricChanges(plain);
  const looks = plain.map((look, index) => ({ ...look, change: changes[index] ?? null }));
  return segments.map(({ segment, now, before }) => ({
    segment,
    n: now.traces,
    figures: SHOWN.map((metric) => {
      const look = looks.find((one) => one.segment === segment && one.metric === metric);
      return {
        metric,
        now: measure(metric, now),
        before: measure(metric, before),
        change: look?.change ? shown(look.change) : null,
      };
    }),
  }));
}

function choicesOf(
  dimensions: Awaited<ReturnType<typeof loadSeen>>,
  prompt: string | undefined,
): MetricSummary["seen"] {
  const ofPrompt =
    prompt === undefined ? dimensions : dimensions.filter((row) => row.prompt === prompt);
  const texts = (values: string[]) => [...new Set(values)].filter(Boolean).sort();
  return {
    prompts: texts(dimensions.map((row) => row.prompt)),
    environments: texts(dimensions.map((row) => row.environment)),
    versions: [...new Set(ofPrompt.map(({ version }) => version))]
      .filter(Boolean)
      .sort((a, b) => b - a),
    models: texts(ofPrompt.map((row) => row.model)),
    arms: texts(ofPrompt.map((row) => row.arm)),
  };
}
