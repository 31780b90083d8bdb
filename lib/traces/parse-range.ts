const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The time that filters name: `from` and `to`, else a range such as `24h` back from now; undefined is open. */
export function parseRange(
  {
    range,
    from,
    to,
  }: { range?: string | undefined; from?: string | undefined; to?: string | undefined },
  now = new Date(),
): { from?: Date; to?: Date } {
  if (from !== undefined || to !== undefined) {
    return { ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) };
  }
  const [, count, unit] = /^(\d{1,3})([mhd])$/.exec(range ?? "") ?? [];
  if (!count) return {};
  const length = Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return { from: new Date(now.getTime() - length) };
}
