import type { Release } from "@/lib/releases/contract";
import { rollbackTargets } from "@/lib/releases/rollback-targets";
import { versionBefore } from "@/lib/releases/version-before";

export interface WayBack {
  /** Id of the release that is taken back. */
  release: string;
  /** null: nothing is live then. */
  to: number | null;
}

/**
 * Where a rollback leads from what is live: to the nearest version below it, from the first one offline.
 * @param releases of one prompt and environment, newest first
 */
export function wayBack(releases: readonly Release[]): WayBack | null {
  const live = releases.find(({ isLive }) => isLive);
  if (!live) return null;
  const [to = null] = rollbackTargets(
    releases
      .toReversed()
      .map(({ version, rollbackOf }) => ({ version, isRollback: rollbackOf !== undefined })),
  );
  const rollback = releases.find(
    ({ replaces, rolledBack, version }) =>
      replaces === to && !rolledBack && (to !== null || version === live.version),
  );
  return rollback ? { release: rollback.id, to } : null;
}

/** What the newest release took away: it goes live again by a release, with approvals and gates. */
export function takenAway(releases: readonly Release[]): number | null {
  const [newest] = releases;
  return newest?.rolledBack ? versionBefore(newest) : null;
}
