import type { StepResult } from "@/lib/runs/step-contract";
import type { StepOutcome } from "@/lib/runs/summary-contract";
import {
  addCase,
  type CaseMoments,
  noCases,
  repeatedRate,
} from "@/lib/stats/intervals/repeated-rate";

/** The steps of one answer, and whose case it is. */
export interface SteppedResult {
  caseRowId: string;
  steps?: StepResult[] | null;
  firstWrongStep?: string | null;
}

interface Tally {
  kind: string;
  firstWrong: number;
  reached: number;
  moments: CaseMoments;
  /** Of the case that passes by: its answers that reached the step, and that went wrong there. */
  ofCase: { reached: number; wrong: number };
  runs: number;
  latencyMs: number;
  costUsd: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
}

/**
 * Counts steps while results pass by, all repeats of a case together. A step is judged over the answers that came to
 * it with every step before right; its rate is a mean over cases, each the mean of its answers.
 */
export function makeStepTally() {
  const tallies = new Map<string, Tally>();
  let caseRowId: string | null = null;

  const endCase = () => {
    for (const { moments, ofCase } of tallies.values()) {
      addCase(moments, { passed: ofCase.wrong, answers: ofCase.reached });
      Object.assign(ofCase, { reached: 0, wrong: 0 });
    }
  };
  return {
    add(result: SteppedResult): void {
      if (!result.steps) return;
      if (caseRowId !== null && caseRowId !== result.caseRowId) endCase();
      caseRowId = result.caseRowId;
      for (const step of result.steps) {
        const tally = tallies.get(step.key) ?? emptyTally(step.kind);
        tallies.set(step.key, tally);
        addStep(tally, step, step.key === result.firstWrongStep);
      }
    },
    summary(): { bySteps?: StepOutcome[] } {
      if (tallies.size === 0) return {};
      endCase();
      return {
        bySteps: Array.from(tallies, ([key, tally]) => ({
          key,
          kind: tally.kind,
          firstWrong: tally.firstWrong,
          reached: tally.reached,
          rate: tally.reached > 0 ? repeatedRate(tally.moments) : null,
          latencyMs: tally.runs > 0 ? tally.latencyMs / tally.runs : null,
          costUsd: tally.costUsd,
          inputTokens: tally.inputTokens,
          outputTokens: tally.outputTokens,
        })),
      };
    },
  };
}

const emptyTally = (kind: string): Tally => ({
  kind,
  firstWrong: 0,
  reached: 0,
  moments: noCases(),
  ofCase: { reached: 0, wrong: 0 },
  runs: 0,
  latencyMs: 0,
  costUsd: 0,
  inputTokens: 0,
  outputTokens: 0,
});

function addStep(tally: Tally, step: StepResult, isFirstWrong: boolean): void {
  if (step.status !== "not_reached") {
    tally.reached++;
    tally.ofCase.reached++;
  }
  if (isFirstWrong) {
    tally.firstWrong++;
    tally.ofCase.wrong++;
  }
  const hasRun = step.status !== "not_reached" || step.output !== null;
  if (!hasRun) return;
  tally.runs++;
  tally.latencyMs += step.latencyMs;
  tally.costUsd = plus(tally.costUsd, step.costUsd);
  tally.inputTokens = plus(tally.inputTokens, step.inputTokens);
  tally.outputTokens = plus(tally.outputTokens, step.outputTokens);
}

const plus = (sum: number | null, value: number | null) =>
  sum === null || value === null ? null : sum + value;
