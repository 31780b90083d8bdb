import { versionName } from "@/components/runs/run-words";
import type { ExperimentCell } from "@/lib/experiments/contract";
import { formatNumber, formatUsd } from "@/lib/format-number";
import type { ModelRef } from "@/lib/providers/contract";

type Cell = Pick<ExperimentCell, "version" | "model">;

/** `v8, gpt-4.1-mini` */
export const cellName = ({ version, model }: Cell): string =>
  `${versionName(version)}, ${model.name}`;

/** `openai / gpt-4.1-mini` */
export const modelName = ({ provider, name }: ModelRef): string => `${provider} / ${name}`;

export const SUCCESSES = 1_000;

/** `$0.74`: what a thousand successes cost. */
export const formatCostOfSuccesses = (perSuccessUsd: number | null): string =>
  formatUsd(perSuccessUsd === null ? null : perSuccessUsd * SUCCESSES);

/** What a verdict of this experiment means, in a heading. */
export const marginInWords = (margin: number): string =>
  margin > 0
    ? `at most ${formatNumber(margin * 100, 1)} points worse than the baseline`
    : "better than the baseline";
