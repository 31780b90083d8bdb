import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { hasTraces, readNewestHour } from "@/lib/traces/store/read-hours";
import { ALL_TRACES, type RollupGroup, readRollups } from "@/lib/traces/store/read-rollups";
import { findBlamed, segmentIdOfLook } from "./blame-release";
import { metricChange } from "./change";
import type { Overview, OverviewQuery, ReleaseMarker } from "./contract";
import { knownOutcomes, measure } from "./measure";
import { DEFINITIONS, type Metric } from "./metric";
import { listSegmentNames } from "./read-groups";
import { readReleases } from "./read-releases";
import { figuresOf, segmentLooks, shown } from "./read-summary";
import { readWeekFailures } from "./read-week-failures";
import { addSums, NO_SUMS } from "./rollup-sums";
import { resolveRange } from "./time-range";

const MOST_PROMPTS = 20;
const MOST_WORSE = 6;
const MOST_UNSURE = 2;
/** What a decline is looked for in by prompt. A verdict here is the one that the page of metrics shows. */
const WATCHED: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "error_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
];
const HEADLINE: readonly Metric[] = [
  "success_rate",
  "escalation_rate",
  "latency_p95_ms",
  "cost_per_success_usd",
];

type Range = { from: Date; to: Date };

/** How the project does in one environment, against as long a time before. */
export async function getOverview(actor: Actor, query: OverviewQuery): Promise<Overview> {
  authorize(actor, { scope: "traces:read" });
  const now = new Date();
  const range = resolveRange(query, now);
  const { environment } = query;
  const { projectId } = actor;
  const segments = await listSegmentNames(projectId);
  const read = ({ from, to }: Range) =>
    readRollups({
      projectId,
      segmentIds: [ALL_TRACES, ...segments.map(({ id }) => id)],
      from,
      to,
      filter: { environment },
      stepHours: null,
      by: ["prompt", "version"],
      withLatency: true,
      withUnits: true,
    });
  const [later, earlier, releases, failures, alerts, isAny, newest] = await Promise.all([
    read(range),
    read(range.before),
    readReleases(actor, { environment }, { from: range.before.from, to: range.to }),
    readWeekFailures(projectId, now),
    readAlarms(projectId),
    hasTraces(projectId),
    readNewestHour(projectId, environment),
  ]);
  const all = sumsOf(later, ALL_TRACES);
  const prompts = promptsOf(later, earlier);
  const compared = compareAll(later, earlier, segments, prompts);
  const { gotWorse, ...worst } = worstOf(compared);
  const place = { projectId, environment, range: { from: range.before.from, to: range.to } };
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    before: { from: range.before.from.toISOString(), to: range.before.to.toISOString() },
    environment,
    hasTraces: isAny,
    newestHour: newest?.toISOString() ?? null,
    n: all.traces,
    costUsd: all.costN === 0 ? null : all.costUsd,
    knownOutcomes: knownOutcomes(all),
    figures: figuresOf(HEADLINE, all, sumsOf(earlier, ALL_TRACES)),
    prompts,
    ...worst,
    gotWorse: await Promise.all(
      gotWorse.map(async (one) => {
        const { prompt, segment, figure } = one;
        const segmentId = segmentIdOfLook(segments, segment);
        const decline = { prompt, metric: figure.metric, segmentId };
        const release =
          figure.change?.verdict === "worse" ? await findBlamed(place, decline, releases) : null;
        return { ...one, release: release && toldRelease(release, releases) };
      }),
    ),
    failures,
    alerts,
  };
}

function sumsOf(rows: RollupGroup[], segmentId: string, prompt?: string) {
  const of = rows.filter(
    (row) => row.segmentId === segmentId && (prompt === undefined || row.key.prompt === prompt),
  );
  return of.length === 0 ? NO_SUMS : addSums(of.map(({ sums }) => sums));
}

/** Named ones, busiest first, with the versions that answered. */
function promptsOf(later: RollupGroup[], earlier: RollupGroup[]): Overview["prompts"] {
  const rows = later.filter(({ segmentId, key }) => segmentId === ALL_TRACES && key.prompt);
  return [...new Set(rows.map(({ key }) => key.prompt ?? ""))]
    .map((prompt) => {
      const sums = sumsOf(later, ALL_TRACES, prompt);
      const versions = rows
        .filter(({ key }) => key.prompt === prompt && key.version)
        .map(({ key }) => Number(key.version));
      return {
        prompt,
        n: sums.traces,
        versions: [...new Set(versions)].sort((a, b) => a - b),
        figures: figuresOf(HEADLINE, sums, sumsOf(earlier, ALL_TRACES, prompt)),
      };
    })
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_PROMPTS);
}

/** Each figure as its own page decides it: of a prompt by its interval, of segments corrected for their number. */
function compareAll(
  later: RollupGroup[],
  earlier: RollupGroup[],
  segments: { id: string; name: string }[],
  prompts: Overview["prompts"],
) {
  const wholes = prompts.flatMap(({ prompt }) => {
    const [now, before] = [sumsOf(later, ALL_TRACES, prompt), sumsOf(earlier, ALL_TRACES, prompt)];
    return WATCHED.map((metric) => {
      const [is, was] = [measure(metric, now), measure(metric, before)];
      const change = metricChange(metric, is, was);
      return { prompt, segment: null, metric, now: is, before: was, change };
    });
  });
  const parts = prompts.flatMap(({ prompt }) =>
    segmentLooks(
      segments.map(({ id, name }) => ({
        segment: name,
        now: sumsOf(later, id, prompt),
        before: sumsOf(earlier, id, prompt),
      })),
    ).map((look) => ({ prompt, ...look })),
  );
  return [...wholes, ...parts].flatMap(({ change, ...look }) =>
    change ? [{ ...look, change }] : [],
  );
}

/** What is said of a prompt and metric is said once: of all traces if they got worse, else of the surest segment. */
function worstOf(compared: ReturnType<typeof compareAll>): {
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
    const told = looks.find(({ segment }) => segment === null) ?? looks[0];
    return told ? [{ ...told, alsoIn: segmentsOf(looks.filter((look) => look !== told)) }] : [];
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

function toldRelease(
  { prompt, number, version, at }: ReleaseMarker,
  releases: readonly ReleaseMarker[],
): Overview["gotWorse"][number]["release"] {
  const own = releases.filter((one) => one.prompt === prompt);
  const isTakenBack = own.some((one) => one.isRollback && one.number > number);
  return { number, version, at, isTakenBack };
}

async function readAlarms(projectId: string): Promise<Overview["alerts"]> {
  const rows = await db.alert.findMany({
    where: {
      projectId,
      archivedAt: null,
      isEnabled: true,
      checkedAt: { not: null },
      state: { in: ["breached", "no_data"] },
    },
    orderBy: { stateSince: "desc" },
    take: 10,
  });
  return rows.map(({ id, name, state, stateSince }) => ({
    id,
    name,
    state: state === "no_data" ? "no_data" : "breached",
    since: stateSince.toISOString(),
  }));
}
