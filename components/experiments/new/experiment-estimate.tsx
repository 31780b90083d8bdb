"use client";
import { DescriptionList } from "@/components/ui/data/dl";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { estimateExperiment } from "@/lib/experiments/estimate-experiment";
import {
  formatCount,
  formatCountOf,
  formatDuration,
  formatRateValue,
  formatUsd,
} from "@/lib/format-number";
import { tellableDifference } from "@/lib/runs/estimate-run";
import { cellsOf, type NewExperiment } from "./new-experiment-draft";
import { usePlannedCells } from "./use-planned-cells";

interface Props {
  project: string;
  plan: NewExperiment;
  set: EvalSetDetail | undefined;
}

/** Calls, cost and time of all cells together, and what they can decide, said before they start. */
export function ExperimentEstimate({ project, plan, set }: Props) {
  const cells = cellsOf(plan).filter(({ model }) => model?.name !== "");
  const cases = set?.counts[plan.split] ?? null;
  const repeats = Math.max(1, Math.floor(Number(plan.repeats) || 1));
  const planned = usePlannedCells(project, plan, cells);
  const answers = (cases ?? 0) * repeats;
  const { costUsd, isLeast, unknown, ms } = estimateExperiment(planned, answers);
  const difference = cases ? tellableDifference(cases) : null;
  return (
    <div className="grid gap-3 rounded bg-subtle p-4 text-13">
      <DescriptionList
        items={[
          [
            "Cells",
            <span key="cells">
              <b>{formatCount(cells.length)}</b>, {crossing(plan)}
            </span>,
          ],
          [
            "Calls",
            cases === null ? (
              "unknown"
            ) : (
              <span key="calls">
                <b>{formatCount(answers * cells.length)}</b>, {formatCountOf(cases, "case")} per
                cell
                {repeats > 1 && ` × ${repeats}`}
              </span>
            ),
          ],
          [
            "Cost",
            cells.length === 0 || unknown === cells.length ? (
              plan.options ? (
                "unknown: no price is known, or no step asks a model"
              ) : (
                "unknown: no price is known for these models"
              )
            ) : (
              <span key="cost">
                <b>
                  {isLeast ? "more than" : "about"} {formatUsd(costUsd)}
                </b>
                {isLeast && ", which the prompts' own text costs; cases and answers come on top"}
                {unknown > 0 && `; unknown for ${formatCountOf(unknown, "cell")}`}
              </span>
            ),
          ],
          [
            "Time",
            ms === null ? (
              `unknown: ${plan.options ? "this chain has" : "some of these models have"} not run on these cases`
            ) : (
              <b key="time">about {formatDuration(ms)}</b>
            ),
          ],
          ["Will decide", decisionInWords(difference, cells.length - 1)],
        ]}
      />
      <p className="text-12 text-text-3">
        Cost and time go by past runs of {plan.options ? "this chain" : "the same models"} on this
        eval set.
      </p>
    </div>
  );
}

/** `2 versions × 2 models`, or `2 rows × 2 columns`. */
function crossing({ versions, models, options }: NewExperiment): string {
  const [down, across] = options
    ? [formatCountOf(options.rows.length, "row"), formatCountOf(options.columns.length, "column")]
    : [formatCountOf(versions.length, "version"), formatCountOf(models.length, "model")];
  return options?.columns.length === 0 ? down : `${down} × ${across}`;
}

function decisionInWords(difference: number | null, comparisons: number): string {
  if (comparisons < 1) return "nothing: one cell has no other to be compared with";
  if (difference === null) return "no difference between cells: too few cases";
  const words = `a difference of ${formatRateValue(difference)} points or more between two cells`;
  if (comparisons === 1) return words;
  return `${words}; with ${formatCountOf(comparisons, "comparison")} only larger ones are certain`;
}
