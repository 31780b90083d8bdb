export type ReadStep = "serve" | "serve_and_refresh" | "refresh_first";

/**
 * What a read does with a copy of this age (null: there is none). A copy that was confirmed lately is served; an
 * older one is served while it is asked for anew; beyond `maxAgeMs` the answer is waited for, so that a process that
 * slept serves nothing from before it fell asleep.
 */
export function decideRead(
  ageMs: number | null,
  { freshMs, maxAgeMs }: { freshMs: number; maxAgeMs: number },
): ReadStep {
  if (ageMs === null || ageMs > maxAgeMs) return "refresh_first";
  return ageMs > freshMs ? "serve_and_refresh" : "serve";
}

/** A version that was asked for by its number never changes, so a copy of it never ages. */
export const isNumbered = (key: string): boolean => key.includes("@");

export const keyOf = (name: string, version: number | undefined): string =>
  version === undefined ? name : `${name}@${version}`;

/** Milliseconds; a clock that was set back makes no copy older than it is. */
export function ageOf(key: string, { confirmedAt }: { confirmedAt: number }, now: number): number {
  return isNumbered(key) ? 0 : Math.max(0, now - confirmedAt);
}
