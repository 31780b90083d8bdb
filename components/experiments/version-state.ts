interface VersionFacts {
  /** By environment. */
  live: Readonly<Record<string, { version: number }>>;
  /** Those that are under way. */
  reviews: readonly { number: number; version: number }[];
  releases: readonly { version: number | null }[];
}

/** Where a version stands, in a word or two: `live`, `in review`, `was live`, or that it is only saved. */
export function describeVersion(
  version: number,
  { live, reviews, releases }: VersionFacts,
): string {
  const environments = Object.entries(live)
    .filter(([, each]) => each.version === version)
    .map(([name]) => name);
  if (environments.includes("production")) return "live";
  if (environments.length > 0) return `live in ${environments.join(", ")}`;
  if (reviews.some((review) => review.version === version)) return "in review";
  return releases.some((release) => release.version === version) ? "was live" : "not released";
}
