"use client";
import { useQueries, useQuery } from "@tanstack/react-query";
import { chainPart } from "@/components/chains/editor/editor-chain";
import { chainQueries } from "@/lib/chains/queries";
import { applyOptions } from "@/lib/experiments/apply-options";
import type { PlannedCell } from "@/lib/experiments/estimate-experiment";
import type { CellRef } from "@/lib/experiments/option-contract";
import { sameModel } from "@/lib/experiments/same-model";
import { bareContent } from "@/lib/prompts/bare-content";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { pinOf } from "@/lib/prompts/chain/step-output";
import { promptQueries } from "@/lib/prompts/queries";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { RunListItem } from "@/lib/runs/contract";
import { runQueries } from "@/lib/runs/queries";
import type { NewExperiment } from "./new-experiment-draft";

/** What is known of each cell: by past runs; without one by the size of the prompts' own text. */
export function usePlannedCells(
  project: string,
  plan: NewExperiment,
  cells: readonly CellRef[],
): PlannedCell[] {
  const { data: past } = useQuery({
    ...runQueries.ofPrompt(project, plan.prompt),
    enabled: plan.prompt !== "",
  });
  const runs = (past?.data ?? []).filter(
    (run) =>
      run.status === "completed" && run.evalSet === plan.evalSet && (run.progress.done ?? 0) > 0,
  );
  const likes = cells.map((cell) => runLike(runs, cell));
  const contents = useContents(project, plan, cells);
  const sizes = useQueries({
    queries: contents.flatMap((ofCell, index) =>
      ofCell.map((content) => ({
        ...promptQueries.size(project, content),
        enabled: past !== undefined && !likes[index],
      })),
    ),
  });
  const costs = sizes.map(({ data }) => data?.inputCostUsd ?? null);
  return cells.map(({ model }, index) => {
    const run = likes[index] ?? null;
    const ofCell = costs.splice(0, contents[index]?.length ?? 0);
    return {
      // Whatever the steps of a chain ask, its cells wait for one another.
      connection: model?.provider ?? plan.prompt,
      past: run && { ...run, answers: run.progress.done ?? 0 },
      inputUsd: ofCell.length === 0 ? null : sum(ofCell),
    };
  });
}

/** A run of the same model; of a chain of the same version, else of any. */
function runLike(runs: readonly RunListItem[], { version, model }: CellRef): RunListItem | null {
  if (model) return runs.find((run) => run.model !== null && sameModel(run.model, model)) ?? null;
  return runs.find((run) => run.version === version) ?? runs[0] ?? null;
}

/** The prompts that one answer of each cell asks: a version with the model, or those that the chain's steps pin. */
function useContents(
  project: string,
  plan: NewExperiment,
  cells: readonly CellRef[],
): VersionContent[][] {
  const { prompt, options } = plan;
  const numbers = [...new Set(cells.map(({ version }) => version))];
  const versions = useQueries({
    queries: options ? [] : numbers.map((number) => promptQueries.version(project, prompt, number)),
  });
  const bases = useQueries({
    queries: options ? numbers.map((number) => chainQueries.version(project, prompt, number)) : [],
  });
  const chains = cells.map(({ version, option }) => {
    const base = bases.find(({ data }) => data?.number === version)?.data;
    if (!base || !option || !options) return null;
    const row = options.rows.find(({ name }) => name === option.row);
    const column = options.columns.find(({ name }) => name === option.column);
    return applyOptions(chainPart(base), row, column);
  });
  const pins = new Map(chains.flatMap(listPins).map((pin) => [pinOf(pin), pin]));
  const pinned = useQueries({
    queries: [...pins.values()].map((pin) =>
      promptQueries.version(project, pin.prompt, pin.version),
    ),
  });
  if (options) {
    const byPin = new Map([...pins.keys()].map((key, index) => [key, pinned[index]?.data]));
    return chains.map((chain) =>
      listPins(chain).flatMap((pin) => {
        const version = byPin.get(pinOf(pin));
        return version ? [bareContent(version)] : [];
      }),
    );
  }
  return cells.map(({ version, model }) => {
    const saved = versions.find(({ data }) => data?.number === version)?.data;
    return saved && model ? [{ ...bareContent(saved), model }] : [];
  });
}

const listPins = (chain: ChainContent | null) =>
  (chain?.steps ?? []).flatMap((step) => (step.kind === "prompt" ? [step.config] : []));

const sum = (costs: readonly (number | null)[]) =>
  costs.reduce<number | null>(
    (total, cost) => (total === null || cost === null ? null : total + cost),
    0,
  );
