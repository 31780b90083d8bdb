import { type Arm, assignArm } from "@/lib/deployments/assign-arm";
import type { Split } from "@/lib/deployments/load-splits";

/** `assigned` requests count; the others are shown beside what counts. */
export type Entry = "assigned" | "without_unit" | "other_arm" | "pinned" | "other_version";

export interface ServedRequest {
  version: number | null;
  /** As the application reports it. */
  arm: string | null;
  unit: string | null;
  /** ms */
  startedAt: number;
}

export interface PlacedRequest {
  entry: Entry;
  arm: Arm | null;
  /** The candidate's share when the request was served. */
  percent: number;
  happenedAt: number;
}

/** Clocks of applications may be behind by this much. */
const CLOCK_MS = 60_000;
/** So long a client may go on with the percentage before a change. */
const LATE_CLIENT_MS = 300_000;

/**
 * How a request counts in a rollout; null when it is none of the rollout's, because it was served before it began.
 * The arm is that of the version; the percentage is the one at which the unit gets this arm, now or, for a client
 * that had not heard of the last change, before it. Whoever is pinned when the request is stored was not drawn, so it
 * is no evidence.
 */
export function placeRequest(split: Split, request: ServedRequest): PlacedRequest | null {
  const { changes, salt } = split;
  const { unit, startedAt } = request;
  const begin = changes[0]?.at ?? 0;
  if (startedAt < begin - CLOCK_MS) return null;
  const arm = armOf(split, request);
  const happenedAt = Math.max(startedAt, begin);
  const at = changes.findLastIndex((change) => change.at <= happenedAt);
  const percent = changes[at]?.percent ?? 0;
  const placed = (entry: Entry, served = percent) => ({ entry, arm, percent: served, happenedAt });
  if (unit && split.pinned.has(unit)) return placed("pinned");
  if (arm === null) return placed("other_version");
  if (!unit) return placed("without_unit");
  if (assignArm({ unit, salt, percent }) === arm) return placed("assigned");
  const isLate = happenedAt - (changes[at]?.at ?? 0) < LATE_CLIENT_MS;
  const before = changes[at - 1]?.percent ?? 0;
  if (!isLate || assignArm({ unit, salt, percent: before }) !== arm) return placed("other_arm");
  // Before the rollout everybody got the stable version, which is no assignment by chance.
  return before === 0 ? null : placed("assigned", before);
}

function armOf({ stable, candidate }: Split, { version, arm }: ServedRequest): Arm | null {
  if (version === candidate) return "candidate";
  if (version === stable) return "stable";
  const isNamed = version === null && (arm === "stable" || arm === "candidate");
  return isNamed ? arm : null;
}
