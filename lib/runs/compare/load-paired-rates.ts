import "server-only";
import { decidePairs } from "@/lib/stats/verdicts/pair-gate";
import type { Difference } from "./comparison-contract";
import { loadPairGroups } from "./load-pair-groups";
import { pairsOf } from "./pair-group";

/**
 * The difference of two runs' pass rates over the cases that both have, and nothing else: for pages that show
 * many runs at once. The same rule as the comparison of the two. Null without shared cases.
 */
export async function loadPairedRates(
  candidateId: string,
  baselineId: string,
): Promise<Difference | null> {
  const groups = (await loadPairGroups([candidateId], baselineId)).get(candidateId) ?? [];
  const decision = decidePairs(pairsOf(groups), 0, 0.025);
  if (!decision) return null;
  const { value, low, high, n } = decision;
  return { value, low, high, n };
}
