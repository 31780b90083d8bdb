import {
  type Clustering,
  clusteringOf,
  type Design,
  designOf,
  type GroupAmounts,
  INDEPENDENT,
} from "@/lib/stats/intervals/design-effect";
import type { RollupSums } from "@/lib/traces/store/load-rollups";
import { UNIT_FIELDS, type UnitField, type UnitGroup } from "@/lib/traces/store/load-unit-groups";
import type { Metric } from "./metric";

/** Of a metric: a group's amounts, and the variance of one request from the sum of all groups. */
interface Parts {
  amounts: (group: UnitGroup) => GroupAmounts;
  variance: (all: UnitGroup) => number;
}

type Count = (group: UnitGroup) => number;

const rateOf = (hits: UnitField, n: UnitField): Parts => ({
  amounts: (group) => ({ amount: group[hits], by: group[n], n: group[n] }),
  variance: (all) => (all[hits] / all[n]) * (1 - all[hits] / all[n]),
});

const meanOf = (amount: UnitField, squares: UnitField, n: Count): Parts => ({
  amounts: (group) => ({ amount: group[amount], by: n(group), n: n(group) }),
  variance: (all) => all[squares] / n(all) - (all[amount] / n(all)) ** 2,
});

/** The requests of a unit are as alike in a quantile of their times as in the times' logarithm. */
const latency = meanOf("logLatency", "logLatencySquares", (group) => group.traces - group.errored);

const costPerSuccess: Parts = {
  amounts: (group) => ({
    amount: group.knownCostUsd,
    by: group.successCostN,
    n: group.knownCostN,
  }),
  variance: (all) => {
    const ratio = all.knownCostUsd / all.successCostN;
    const residuals =
      all.knownCostSquares - 2 * ratio * all.successCostUsd + ratio ** 2 * all.successCostN;
    return residuals / all.knownCostN;
  },
};

const PARTS: Partial<Record<Metric, Parts>> = {
  success_rate: rateOf("succeeded", "known"),
  escalation_rate: rateOf("escalated", "known"),
  fallback_rate: rateOf("fellBack", "known"),
  error_rate: rateOf("errored", "traces"),
  retry_rate: rateOf("retried", "traces"),
  latency_p50_ms: latency,
  latency_p95_ms: latency,
  latency_p99_ms: latency,
  input_tokens: meanOf("inputTokens", "inputTokensSquares", (group) => group.tokensN),
  output_tokens: meanOf("outputTokens", "outputTokensSquares", (group) => group.tokensN),
  tool_calls: meanOf("toolCalls", "toolCallsSquares", (group) => group.traces),
  cost_usd: meanOf("costUsd", "costSquares", (group) => group.costN),
  cost_per_success_usd: costPerSuccess,
};

/** How much less `n` of these traces, those that the metric counts, say than independent ones. */
export function designFor(metric: Metric, sums: RollupSums, n: number): Design {
  const { withUnit, traces, unitNorm, units } = sums;
  if (withUnit === 0 || !units) return INDEPENDENT;
  return designOf(clusteringFor(metric, units), { n, named: withUnit / traces, norm: unitNorm });
}

interface ComputedDesigns {
  all: UnitGroup;
  clusterings: Map<Parts, Clustering | null>;
}
const designsOf = new WeakMap<readonly UnitGroup[], ComputedDesigns>();

/** The points of a chart share their groups, so it is computed once for all of them. */
function clusteringFor(metric: Metric, units: readonly UnitGroup[]): Clustering | null {
  const parts = PARTS[metric];
  const [first] = units;
  if (!parts || !first) return null;
  const designs = designsOf.get(units) ?? { all: sumOf(units, first), clusterings: new Map() };
  designsOf.set(units, designs);
  const computed = designs.clusterings.get(parts);
  if (computed !== undefined) return computed;
  const clustering = clusteringOf(units.map(parts.amounts), parts.variance(designs.all));
  designs.clusterings.set(parts, clustering);
  return clustering;
}

/** Changes `sum`: thousands of groups are added for one page. */
function addTo(sum: UnitGroup, group: UnitGroup, sign: 1 | -1 = 1): UnitGroup {
  for (const name of UNIT_FIELDS) sum[name] = Math.max(0, sum[name] + sign * group[name]);
  return sum;
}

function sumOf(groups: readonly UnitGroup[], first: UnitGroup): UnitGroup {
  const sum = { ...first };
  for (const group of groups) if (group !== first) addTo(sum, group);
  return sum;
}

type Units = RollupSums["units"];

/** Groups of several reads as those of one; parts that share theirs, as points of time do, count them once. */
export function addUnits(parts: readonly Units[]): Units {
  const lists = [...new Set(parts.filter((units) => units !== null))];
  if (lists.length <= 1) return lists[0] ?? null;
  const groups = new Map<number, UnitGroup>();
  for (const group of lists.flat()) {
    const sum = groups.get(group.unitGroup);
    if (sum) addTo(sum, group);
    else groups.set(group.unitGroup, { ...group });
  }
  return [...groups.values()];
}

/** What is left of a whole's groups without those of a part. */
export function subtractUnits(whole: Units, part: Units): Units {
  if (!whole || !part) return whole;
  const partGroups = new Map(part.map((group) => [group.unitGroup, group]));
  return whole.map((group) => {
    const away = partGroups.get(group.unitGroup);
    return away ? addTo({ ...group }, away, -1) : group;
  });
}
