import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { hasTraces, loadNewestHour } from "@/lib/traces/store/load-hours";
import { ALL_TRACES, loadRollups, type RollupGroup } from "@/lib/traces/store/load-rollups";
import { findBlamed, segmentIdOfLook } from "./blame-release";
import {
  compareSegments,
  compareWholes,
  HEADLINE,
  headlineOf,
  sumsOf,
  worstOf,
} from "./compare-prompts";
import type { ReleaseMarker } from "./contract";
import { figuresOf } from "./get-metric-summary";
import { listSegmentNames } from "./load-groups";
import { loadReleases } from "./load-releases";
import { loadWeekFailures } from "./load-week-failures";
import { knownOutcomes } from "./measure";
import type { Overview, OverviewQuery } from "./overview-contract";
import { resolveRange } from "./time-range";

const MOST_PROMPTS = 20;
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
    loadRollups({
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
    loadReleases(actor, { environment }, { from: range.before.from, to: range.to }),
    loadWeekFailures(projectId, now),
    readAlarms(projectId),
    hasTraces(projectId),
    loadNewestHour(projectId, environment),
  ]);
  const all = sumsOf(later, ALL_TRACES);
  const busiest = promptsOf(later);
  const wholes = compareWholes(later, earlier, busiest);
  const parts = compareSegments(later, earlier, segments, busiest);
  const compared = [...wholes, ...parts].flatMap(({ change, ...look }) =>
    change ? [{ ...look, change }] : [],
  );
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
    prompts: busiest.map((one) => ({ ...one, figures: headlineOf(one.prompt, wholes) })),
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

/** Named ones, busiest first, with the versions that answered. */
function promptsOf(later: RollupGroup[]): Omit<Overview["prompts"][number], "figures">[] {
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
      };
    })
    .sort((a, b) => b.n - a.n)
    .slice(0, MOST_PROMPTS);
}

function toldRelease(
  { prompt, number, version, at }: ReleaseMarker,
  releases: readonly ReleaseMarker[],
): Overview["gotWorse"][number]["release"] {
  const releasesOfPrompt = releases.filter((one) => one.prompt === prompt);
  const isTakenBack = releasesOfPrompt.some((one) => one.isRollback && one.number > number);
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
