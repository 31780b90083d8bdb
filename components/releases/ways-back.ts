import type { Release } from "@/lib/releases/contract";

export interface WayBack {
  /** Id of the release that is taken back. */
  release: string;
  to: number;
  /** Takes a rollback back: the version that was rolled back goes live again. */
  isUndo: boolean;
}

/**
 * Where one can go from what is live, the usual way first. Of a release: to the version before. After a rollback
 * that would be the version that was just taken back, so the way on leads to what its own release had replaced.
 */
export function waysBack(releases: readonly Release[]): WayBack[] {
  const live = releases.find(({ isLive }) => isLive);
  if (!live) return [];
  const undo = live.replaces === null ? [] : [{ release: live.id, to: live.replaces }];
  if (!live.rolledBack) return undo.map((way) => ({ ...way, isUndo: false }));
  const first = releases.findLast(
    ({ version, number, rolledBack }) =>
      version === live.version && number < live.number && !rolledBack,
  );
  const earlier = first?.replaces ?? null;
  const usual =
    first && earlier !== null && earlier !== live.version
      ? [{ release: first.id, to: earlier, isUndo: false }]
      : [];
  return [
    ...usual,
    ...undo.filter(({ to }) => to !== earlier).map((way) => ({ ...way, isUndo: true })),
  ];
}
