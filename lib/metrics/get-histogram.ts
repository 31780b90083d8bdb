import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { invalid } from "@/lib/http/app-error";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { parseRange } from "@/lib/traces/parse-range";
import { loadFirstHour } from "@/lib/traces/store/load-hours";
import { loadRollups, type RollupGroup, type RollupSums } from "@/lib/traces/store/load-rollups";
import { MAX_RANGE_DAYS } from "./contract";
import type { TraceBar, TraceHistogram } from "./histogram-contract";
import { filterOf, segmentIdOf } from "./load-groups";
import { NO_SUMS } from "./rollup-sums";
import { chartStep, floorToStep } from "./time-range";

const HOUR_MS = 3_600_000;
const MOST_HOURS = MAX_RANGE_DAYS * 24;
const KNOWN: ReadonlySet<string> = new Set<keyof TraceFilters>([
  "prompt",
  "version",
  "arm",
  "environment",
  "outcome",
  "segment",
  "model",
  "range",
  "from",
  "to",
]);

/** The traces of the list over time. From the counts of hours alone, so it costs the same at any number of traces. */
export async function getTraceHistogram(
  actor: Actor,
  filters: TraceFilters,
): Promise<TraceHistogram> {
  authorize(actor, { scope: "traces:read" });
  const { from, to } = await hoursOf(actor, filters);
  const stepHours = chartStep((to.getTime() - from.getTime()) / HOUR_MS);
  const unknown = unknownFilters(filters);
  const groups =
    unknown.length > 0
      ? []
      : await loadRollups({
          projectId: actor.projectId,
          segmentIds: [await segmentIdOf(actor, filters)],
          from,
          to,
          filter: filterOf(filters),
          stepHours,
          withLatency: false,
          withUnits: false,
        });
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    stepHours,
    bars: unknown.length > 0 ? [] : barsOf({ from, to, stepHours }, groups, filters.outcome),
    unknown,
  };
}

function unknownFilters(filters: TraceFilters): (keyof TraceFilters)[] {
  return (Object.keys(filters) as (keyof TraceFilters)[]).filter(
    (name) => !KNOWN.has(name) && filters[name] !== undefined && filters[name] !== "",
  );
}

/** One for each step, also where nothing came. */
function barsOf(
  { from, to, stepHours }: { from: Date; to: Date; stepHours: number },
  groups: readonly RollupGroup[],
  outcome: TraceFilters["outcome"],
): TraceBar[] {
  const byTime = new Map(groups.map(({ at, sums }) => [at?.getTime(), sums]));
  const first = floorToStep(from.getTime(), stepHours);
  const count = Math.ceil((to.getTime() - first) / (stepHours * HOUR_MS));
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * stepHours * HOUR_MS;
    return { at: new Date(at).toISOString(), ...countsOf(byTime.get(at) ?? NO_SUMS, outcome) };
  });
}

const NO_COUNTS = { succeeded: 0, failed: 0, escalated: 0, fell_back: 0, none: 0 };

function countsOf(sums: RollupSums, outcome: TraceFilters["outcome"]): typeof NO_COUNTS {
  const { succeeded, failed, escalated, fellBack, traces } = sums;
  const none = traces - succeeded - failed - escalated - fellBack;
  const counts = { succeeded, failed, escalated, fell_back: fellBack, none };
  return outcome ? { ...NO_COUNTS, [outcome]: counts[outcome] } : counts;
}

/** Whole hours of the time that the filters name; open at its start, from the first trace that is counted. */
async function hoursOf(actor: Actor, filters: TraceFilters): Promise<{ from: Date; to: Date }> {
  const range = parseRange(filters);
  const to = Math.ceil((range.to ?? new Date()).getTime() / HOUR_MS) * HOUR_MS;
  const open = range.from ?? (await loadFirstHour(actor.projectId)) ?? new Date(to - HOUR_MS);
  const from = Math.floor(open.getTime() / HOUR_MS) * HOUR_MS;
  if (range.from && from >= to) throw invalid("from", "The range begins after it ends.");
  return {
    from: new Date(Math.max(Math.min(from, to - HOUR_MS), to - MOST_HOURS * HOUR_MS)),
    to: new Date(to),
  };
}
