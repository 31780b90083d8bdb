import { formatUsd } from "@/lib/format-number";

export const SUCCESSES = 1_000;

/** `$0.74`: what a thousand successes cost. */
export const formatCostOfSuccesses = (perSuccessUsd: number | null): string =>
  formatUsd(perSuccessUsd === null ? null : perSuccessUsd * SUCCESSES);
