import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import type { StepResult } from "@/lib/runs/step-contract";
import type { MockMode, PlannedStep, WhatIfPlan } from "./what-if-contract";

/**
 * How each step after the one that is put right runs again: an address is not called a second time unless somebody
 * says so, everything else is.
 */
export function planMocks(
  steps: readonly ChainStep[],
  from: string,
  mocks: Readonly<Record<string, MockMode>>,
): { key: string; mode: MockMode }[] {
  const at = steps.findIndex(({ key }) => key === from);
  return steps.slice(at + 1).map((step) => ({
    key: step.key,
    mode: mocks[step.key] ?? usualMode(step),
  }));
}

const usualMode = (step: ChainStep): MockMode =>
  "url" in step.config && step.config.url !== undefined ? "recorded" : "live";

/** What it costs and takes, going by what the same steps did before. */
export function estimateWhatIf(
  modes: readonly { key: string; mode: MockMode }[],
  results: readonly (readonly StepResult[])[],
): WhatIfPlan {
  const steps = modes.map(({ key, mode }): PlannedStep => {
    if (mode !== "live") return { key, mode, costUsd: 0 };
    const costs = results.map((steps) => steps.find((step) => step.key === key)?.costUsd ?? null);
    return { key, mode, costUsd: sum(costs) };
  });
  const live = new Set(modes.filter(({ mode }) => mode === "live").map(({ key }) => key));
  const latencies = results.flatMap((steps) => steps.filter(({ key }) => live.has(key)));
  const total = latencies.reduce((all, { latencyMs }) => all + latencyMs, 0);
  return {
    steps,
    cases: results.length,
    costUsd: sum(steps.map(({ costUsd }) => costUsd)),
    latencyMs: results.length > 0 ? Math.round(total / results.length) : 0,
  };
}

const sum = (costs: readonly (number | null)[]) =>
  costs.reduce((all, cost) => (all === null || cost === null ? null : all + cost), 0);
