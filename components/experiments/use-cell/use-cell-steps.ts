"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { chainPart } from "@/components/chains/editor/editor-chain";
import { chainQueries } from "@/lib/chains/queries";
import { applyOptions, optionsOf } from "@/lib/experiments/apply-options";
import type { Experiment, ExperimentCell } from "@/lib/experiments/contract";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";

/** What a chain's cell ran, and the version that its row is of. */
export interface CellSteps {
  content: ChainContent;
  parent: ChainContent;
}

export function useCellSteps(
  project: string,
  { prompt, options }: Experiment,
  { version, option }: ExperimentCell,
): CellSteps | undefined {
  const { data } = useQuery(chainQueries.version(project, prompt, version));
  return useMemo(() => {
    if (!data || data.number !== version || !options || !option) return undefined;
    const parent = chainPart(data);
    return { parent, content: applyOptions(parent, ...optionsOf(options, option)) };
  }, [data, version, options, option]);
}
