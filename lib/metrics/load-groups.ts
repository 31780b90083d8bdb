import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { invalid } from "@/lib/http/app-error";
import { findSegment } from "@/lib/segments/find-segment";
import {
  ALL_TRACES,
  loadRollups,
  type RollupGroup,
  type RollupSums,
} from "@/lib/traces/store/load-rollups";
import type { RollupDimension, RollupFilter } from "@/lib/traces/store/rollup-scope";
import type { GroupBy, MetricScope } from "./contract";
import { addSums, subtractSums } from "./rollup-sums";
import { addUnits } from "./unit-design";

/** One line of a chart: sums by time. */
export interface SumsGroup {
  key: string;
  n: number;
  points: { at: Date; sums: RollupSums }[];
}

interface Question {
  scope: MetricScope;
  groupBy?: GroupBy | undefined;
  range: { from: Date; to: Date };
  stepHours: number;
  withLatency: boolean;
}

const NONE = "none";
export const ALL = "all";

export function filterOf({ prompt, version, environment, arm, model }: MetricScope): RollupFilter {
  return { prompt, version, environment, arm, model };
}

export async function segmentIdOf(actor: Actor, { segment }: MetricScope): Promise<string> {
  return segment ? (await findSegment(actor, segment)).id : ALL_TRACES;
}

/** In the project's order. */
export function listSegmentNames(projectId: string) {
  return db.segment.findMany({
    where: { projectId },
    orderBy: [{ position: "asc" }, { name: "asc" }],
    select: { id: true, name: true },
    take: 100,
  });
}

/** Largest first; without `groupBy` one group, `all`. */
export async function loadGroups(actor: Actor, question: Question): Promise<SumsGroup[]> {
  const { scope, groupBy, range, stepHours, withLatency } = question;
  const read = (segmentIds: string[], by: RollupDimension[]) =>
    loadRollups({
      projectId: actor.projectId,
      segmentIds,
      ...range,
      filter: filterOf(scope),
      stepHours,
      by,
      withLatency,
      withUnits: true,
    });
  if (groupBy?.startsWith("segment") && scope.segment) {
    throw invalid("groupBy", "Filter by a segment or group by segments, not both.");
  }
  if (groupBy === "segment") {
    const segments = await listSegmentNames(actor.projectId);
    const rows = await read(
      segments.map(({ id }) => id),
      [],
    );
    const names = new Map(segments.map(({ id, name }) => [id, name]));
    return collect(rows, ({ segmentId }) => names.get(segmentId) ?? NONE);
  }
  if (groupBy?.startsWith("segment:")) {
    const segment = await findSegment(actor, groupBy.slice("segment:".length));
    const rows = await read([segment.id, ALL_TRACES], []);
    return collect(withRest(rows, segment.id), ({ segmentId }) =>
      segmentId === segment.id ? segment.name : `not ${segment.name}`,
    );
  }
  const by = dimensionsOf(groupBy, scope);
  const rows = await read([await segmentIdOf(actor, scope)], by);
  return collect(rows, ({ key }) => (by.length === 0 ? ALL : nameOf(key)));
}

/** Versions count by prompt: v6 of one is not v6 of another. */
function dimensionsOf(groupBy: GroupBy | undefined, scope: MetricScope): RollupDimension[] {
  switch (groupBy) {
    case "version":
      return scope.prompt === undefined ? ["prompt", "version"] : ["version"];
    case "environment":
    case "model":
    case "arm":
    case "prompt":
      return [groupBy];
    default:
      return [];
  }
}

function nameOf({ prompt, version, environment, model, arm }: RollupGroup["key"]): string {
  if (prompt !== undefined && version !== undefined) {
    return `${prompt || NONE} v${version || NONE}`;
  }
  return (prompt ?? version ?? environment ?? model ?? arm) || NONE;
}

/** Whether every trace is in exactly one of these groups; segments overlap, or leave some out. */
export function isPartition(groupBy: GroupBy | undefined): boolean {
  return groupBy !== undefined && groupBy !== "segment";
}

/** The whole of groups that part it: nothing is read a second time. */
export function addGroups(groups: readonly SumsGroup[]): SumsGroup | undefined {
  if (groups.length === 0) return undefined;
  const sums = new Map<number, RollupSums[]>();
  const points = groups.flatMap((group) => group.points);
  const units = addUnits(points.map((point) => point.sums.units));
  for (const { at, sums: part } of points) {
    sums.set(at.getTime(), [...(sums.get(at.getTime()) ?? []), part]);
  }
  return {
    key: ALL,
    n: groups.reduce((total, { n }) => total + n, 0),
    points: [...sums]
      .sort(([a], [b]) => a - b)
      .map(([at, parts]) => ({ at: new Date(at), sums: addSums(parts, units) })),
  };
}

/** The rows of all traces become those of the traces outside of the segment. */
function withRest(rows: RollupGroup[], segmentId: string): RollupGroup[] {
  const inside = new Map(
    rows.filter((row) => row.segmentId === segmentId).map((row) => [row.at?.getTime(), row.sums]),
  );
  return rows
    .map((row) => {
      const part = inside.get(row.at?.getTime());
      return row.segmentId === segmentId || !part
        ? row
        : { ...row, sums: subtractSums(row.sums, part) };
    })
    .filter(({ sums }) => sums.traces > 0);
}

function collect(rows: RollupGroup[], keyOf: (row: RollupGroup) => string): SumsGroup[] {
  const groups = new Map<string, SumsGroup>();
  for (const row of rows) {
    if (!row.at) continue;
    const key = keyOf(row);
    const group = groups.get(key) ?? { key, n: 0, points: [] };
    group.n += row.sums.traces;
    group.points.push({ at: row.at, sums: row.sums });
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.n - a.n || a.key.localeCompare(b.key));
}
