"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { DescriptionList } from "@/components/ui/data/dl";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { estimateExperiment, type PlannedCell } from "@/lib/experiments/estimate-experiment";
import { sameModel } from "@/lib/experiments/same-model";
import {
  formatCount,
  formatCountOf,
  formatDuration,
  formatRateValue,
  formatUsd,
} from "@/lib/format-number";
import { bareContent } from "@/lib/prompts/bare-content";
import { promptQueries } from "@/lib/prompts/queries";
import { tellableDifference } from "@/lib/runs/estimate-run";
import { runQueries } from "@/lib/runs/queries";
import { cellsOf, type NewExperiment } from "./new-experiment-draft";

interface Props {
  project: string;
  plan: NewExperiment;
  set: EvalSetDetail | undefined;
}

/** Calls, cost and time of all cells together, and what they can decide, said before they start. */
export function ExperimentEstimate({ project, plan, set }: Props) {
  const cells = cellsOf(plan).filter(({ model }) => model.name !== "");
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
              <b>{formatCount(cells.length)}</b>, {formatCountOf(plan.versions.length, "version")} ×{" "}
              {formatCountOf(plan.models.length, "model")}
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
              "unknown: no price is known for these models"
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
              "unknown: some of these models have not run on these cases"
            ) : (
              <b key="time">about {formatDuration(ms)}</b>
            ),
          ],
          [
            "Will decide",
            difference === null
              ? "no difference between cells: too few cases"
              : `a difference of ${formatRateValue(difference)} points or more between two cells; with ${formatCountOf(Math.max(0, cells.length - 1), "comparison")} only larger ones are certain`,
          ],
        ]}
      />
      <p className="text-12 text-text-3">
        Cost and time go by past runs of the same models on this eval set.
      </p>
    </div>
  );
}

/** By past runs; without one by the size of the prompt, once for each version and model. */
function usePlannedCells(
  project: string,
  plan: NewExperiment,
  cells: ReturnType<typeof cellsOf>,
): PlannedCell[] {
  const { data: past } = useQuery({
    ...runQueries.ofPrompt(project, plan.prompt),
    enabled: plan.prompt !== "",
  });
  const likes = cells.map(
    ({ model }) =>
      past?.data.find(
        (run) =>
          run.status === "completed" &&
          run.evalSet === plan.evalSet &&
          run.model !== null &&
          sameModel(run.model, model) &&
          (run.progress.done ?? 0) > 0,
      ) ?? null,
  );
  const versions = useQueries({
    queries: plan.versions.map((version) => promptQueries.version(project, plan.prompt, version)),
  });
  const contents = cells.map(({ version, model }) => {
    const saved = versions.find(({ data }) => data?.number === version)?.data;
    return saved ? { ...bareContent(saved), model } : null;
  });
  const sizes = useQueries({
    queries: contents.map((content, index) => ({
      ...promptQueries.size(
        project,
        content ?? { messages: [], model: { provider: "", name: "" }, settings: {} },
      ),
      enabled: content !== null && past !== undefined && !likes[index],
    })),
  });
  return cells.map(({ model }, index) => {
    const run = likes[index] ?? null;
    return {
      connection: model.provider,
      past: run && { ...run, answers: run.progress.done ?? 0 },
      inputUsd: sizes[index]?.data?.inputCostUsd ?? null,
    };
  });
}
