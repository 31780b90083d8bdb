/** Where a failure of a category was seen. Null: nobody knows, or it is a draft. */
export interface Sighting {
  promptId: string | null;
  version: number | null;
  /** Number of the run that showed it; null: a trace did. */
  run: number | null;
}

/** Since which version a way of failing counts as fixed; null: nobody said. */
export interface FixedIn {
  promptId: string | null;
  version: number | null;
}

/**
 * Whether a fixed way of failing has come back: it was seen anywhere but in a version older than the one
 * that mended it, where it was to be expected. The newest such sighting; null: it has not.
 */
export function findRegression(fixed: FixedIn, sightings: readonly Sighting[]): Sighting | null {
  const isExpected = ({ promptId, version }: Sighting) =>
    promptId !== null &&
    promptId === fixed.promptId &&
    version !== null &&
    fixed.version !== null &&
    version < fixed.version;
  return (
    sightings
      .filter((one) => !isExpected(one))
      .sort((one, two) => (two.version ?? 0) - (one.version ?? 0))[0] ?? null
  );
}
