import { versionName } from "@/components/runs/run-words";
import type { ExperimentCell } from "@/lib/experiments/contract";
import type { CellRef } from "@/lib/experiments/option-contract";
import { formatCount, formatNumber } from "@/lib/format-number";
import type { ModelRef } from "@/lib/providers/contract";

/** `v8, gpt-4.1-mini`; of a chain `8 passages, strict totals`. */
export const cellName = ({ version, model, option }: CellRef): string =>
  option
    ? [option.row, option.column].filter((name) => name !== null).join(", ")
    : [versionName(version), model?.name].join(", ");

/** `route 3, answer 1`: the steps in which answers went wrong first. */
export const wrongStepsInWords = (steps: ExperimentCell["wrongSteps"]): string =>
  steps
    .toSorted((one, other) => other.answers - one.answers)
    .map(({ key, answers }) => `${key} ${formatCount(answers)}`)
    .join(", ");

/** `openai / gpt-4.1-mini` */
export const modelName = ({ provider, name }: ModelRef): string => `${provider} / ${name}`;

/** What a verdict of this experiment means, in a heading. */
export const marginInWords = (margin: number): string =>
  margin > 0
    ? `at most ${formatNumber(margin * 100, 1)} points worse than the baseline`
    : "better than the baseline";
