import { GalleyError } from "../galley-error";
import type { Copy, CopyEntry } from "./copy";
import { ageOf } from "./freshness";

/**
 * What is served when Galley does not answer: the last copy while it is young enough, or a newer bootstrap; then the
 * bootstrap at any age. Nothing of before once Galley has said that nothing is live.
 */
export function chooseCopy(
  { key, copy, lastError }: CopyEntry,
  { bootstrap, maxStaleMs }: { bootstrap: Copy | undefined; maxStaleMs: number },
): Copy | GalleyError {
  const other = lastError?.code === "not_found" ? undefined : bootstrap;
  const ageMs = copy ? ageOf(key, copy, Date.now()) : Number.POSITIVE_INFINITY;
  if (copy && ageMs <= maxStaleMs) {
    return other && other.confirmedAt > copy.confirmedAt ? other : copy;
  }
  if (other) return other;
  if (copy) {
    const seconds = Math.round(ageMs / 1_000);
    return new GalleyError(
      "too_old",
      `The copy of ${key} was last confirmed ${seconds} s ago, longer than maxStaleMs allows, and Galley cannot be asked.`,
      { cause: lastError },
    );
  }
  return lastError ?? new GalleyError("timeout", "Galley did not answer in time.");
}
