"use client";
import { useMemo } from "react";
import type { TryChainInput } from "@/lib/chains/try/try-contract";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { planStepAlone, runnablePart } from "./plan-chain-try";
import { useChainTry } from "./use-chain-try";

interface RunOptions {
  content: ChainContent;
  input: Pick<TryChainInput, "variables" | "case">;
  /** Place of the first step that has a problem; from there on nothing runs. */
  blockedAt: number | null;
  canRun: boolean;
  /** The content as it stands at the moment of asking. */
  current: () => ChainContent;
}

/** Runs the draft, or one of its steps on what those before it gave. */
export function useChainRuns(project: string, name: string, options: RunOptions) {
  const { content, input, blockedAt, canRun, current } = options;
  const { answer, ask, cancel } = useChainTry(project, name);
  const inputKey = JSON.stringify(input);
  const request = useMemo(() => JSON.stringify(content) + inputKey, [content, inputKey]);
  const run = () => {
    if (!canRun) return;
    void ask({ body: { content: runnablePart(current(), blockedAt), ...input }, request });
  };
  const runAlone = (index: number) => {
    const outputs = new Map(
      [...(answer?.steps ?? [])].flatMap(([key, step]) => (step ? [[key, step.output]] : [])),
    );
    const plan = planStepAlone(current(), index, outputs);
    if (!plan) return;
    const before = new Map(
      content.steps.slice(0, index).map(({ key }) => [key, answer?.steps.get(key) ?? null]),
    );
    const body = { content: plan.content, outputs: plan.outputs as TryChainInput["outputs"] };
    void ask({ body: { ...body, ...input }, request, before });
  };
  return { answer, request, run, runAlone, cancel };
}
