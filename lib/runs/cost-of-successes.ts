import { formatUsd } from "@/lib/format-number";

const SUCCESSES = 1_000;

/** What a thousand successes cost, in dollars. */
export const costOfSuccesses = (perSuccessUsd: number | null): number | null =>
  perSuccessUsd === null ? null : perSuccessUsd * SUCCESSES;

/** `$0.74` */
export const formatCostOfSuccesses = (perSuccessUsd: number | null): string =>
  formatUsd(costOfSuccesses(perSuccessUsd));
