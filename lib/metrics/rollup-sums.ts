import { EMPTY_SKETCH, mergeSketches } from "@/lib/stats/summaries/log-sketch";
import type { RollupSums } from "@/lib/traces/store/load-rollups";
import { addUnits, subtractUnits } from "./unit-design";

type Amount = Exclude<keyof RollupSums, "latency" | "units">;

export const NO_SUMS: RollupSums = {
  traces: 0,
  succeeded: 0,
  failed: 0,
  escalated: 0,
  fellBack: 0,
  errored: 0,
  retried: 0,
  retries: 0,
  toolCalls: 0,
  toolCallsSquares: 0,
  inputTokens: 0,
  inputTokensSquares: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  outputTokensSquares: 0,
  tokensN: 0,
  costUsd: 0,
  costSquares: 0,
  costN: 0,
  successCostUsd: 0,
  successCostN: 0,
  knownCostUsd: 0,
  knownCostSquares: 0,
  knownCostN: 0,
  withUnit: 0,
  unitNorm: 0,
  units: null,
  latency: EMPTY_SKETCH,
};

const AMOUNTS = Object.keys(NO_SUMS).filter(
  (name): name is Amount => name !== "latency" && name !== "units",
);

/** `units` where they are known already, as those of all points of a chart. */
export function addSums(
  all: readonly RollupSums[],
  units = addUnits(all.map((sums) => sums.units)),
): RollupSums {
  const total = { ...NO_SUMS, units, latency: mergeSketches(all.map(({ latency }) => latency)) };
  for (const name of AMOUNTS) total[name] = all.reduce((sum, one) => sum + one[name], 0);
  return total;
}

/** What is left of a whole without one of its parts: traces outside of a segment. */
export function subtractSums(whole: RollupSums, part: RollupSums): RollupSums {
  const rest = { ...NO_SUMS };
  for (const name of AMOUNTS) rest[name] = Math.max(0, whole[name] - part[name]);
  // A norm cannot be subtracted; that of the whole is at least as large.
  rest.unitNorm = whole.unitNorm;
  rest.units = subtractUnits(whole.units, part.units);
  const partCounts = new Map(
    part.latency.bins.map((bin, at) => [bin, part.latency.counts[at] ?? 0]),
  );
  const { bins, counts } = whole.latency;
  rest.latency = {
    bins,
    counts: bins.map((bin, at) => Math.max(0, (counts[at] ?? 0) - (partCounts.get(bin) ?? 0))),
  };
  return rest;
}
