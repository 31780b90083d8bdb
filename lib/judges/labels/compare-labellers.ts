import { kappaInterval } from "@/lib/stats/intervals/kappa-interval";
import { type Rate, rate } from "@/lib/stats/intervals/wilson-interval";
import type { GivenLabel } from "./counting-label";

export interface PeopleAgreement {
  /** Of outputs that two people or more labelled, by the first two of them. */
  agreement: Rate | null;
  kappa: { value: number; low: number; high: number } | null;
}

/** How often people say the same about an output, from what they said before anybody decided. */
export function compareLabellers(
  items: readonly (readonly GivenLabel[])[],
  names: readonly string[],
): PeopleAgreement {
  const table = names.map(() => names.map(() => 0));
  let agreed = 0;
  let n = 0;
  for (const labels of items) {
    // By name, so that rows and columns do not depend on who was faster.
    const [one, two] = labels
      .filter(({ label, isResolution }) => label !== null && !isResolution)
      .toSorted((a, b) => a.labeller.localeCompare(b.labeller));
    if (!one || !two) continue;
    n++;
    if (one.label === two.label) agreed++;
    const row = table[names.indexOf(one.label ?? "")];
    const column = names.indexOf(two.label ?? "");
    if (row && column >= 0) row[column] = (row[column] ?? 0) + 1;
  }
  return { agreement: rate(agreed, n), kappa: kappaInterval(table) };
}
