import type { Changes } from "@/lib/releases/changes-contract";

export interface LaneSpan {
  /** null: nothing was live. */
  version: number | null;
  /** Shares of the time between the two moments, 0 to 1. */
  start: number;
  end: number;
  isRolledBack: boolean;
  /** Live at the second moment. */
  isLast: boolean;
}

/** What was live when, per prompt, between two moments. */
export function lanesOf({ from, to, prompts, releases }: Changes) {
  const begin = Date.parse(from);
  const length = Math.max(1, Date.parse(to) - begin);
  const share = (iso: string) => Math.min(1, Math.max(0, (Date.parse(iso) - begin) / length));
  return prompts.map(({ prompt, before, hasChanged }) => {
    const steps = [
      ...(before === null ? [] : [{ version: before, start: 0 }]),
      ...releases
        .filter((release) => release.prompt === prompt)
        .map((release) => ({
          version: release.version,
          start: share(release.releasedAt),
          isRollback: release.rolledBack !== undefined,
        })),
    ];
    const spans: LaneSpan[] = steps.map(({ version, start }, index) => {
      const next = steps[index + 1];
      return {
        version,
        start,
        end: next?.start ?? 1,
        isRolledBack: Boolean(next && "isRollback" in next && next.isRollback),
        isLast: next === undefined,
      };
    });
    return { prompt, spans, hasChanged: hasChanged || steps.length > 1 };
  });
}
