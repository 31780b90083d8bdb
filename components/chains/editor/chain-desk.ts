import type { ChainContent, ChainStep, StepKind, StepOf } from "@/lib/prompts/chain/chain-content";
import type { EditorChain } from "./editor-chain";
import type { ChainProblem, CheckedChain } from "./use-chain-check";

/** What every part of the editor works on. */
export interface ChainDesk {
  project: string;
  chain: EditorChain;
  check: CheckedChain;
  /** The version that the draft comes from. */
  base: { number: number; content: ChainContent } | null;
  readOnly: boolean;
  change: (edit: (before: EditorChain) => EditorChain) => void;
}

/** The form of one kind of step. */
export interface StepFormProps<Kind extends StepKind> {
  desk: ChainDesk;
  step: StepOf<Kind>;
  onChange: (step: ChainStep) => void;
  /** Problems of this step, by their path within it: `config.prompt`. */
  problemAt: (path: string) => string | undefined;
}

/** What is wrong at a place of a step: `config.prompt`, whatever the step's own place is. */
export const problemFinder =
  (problems: readonly ChainProblem[]) =>
  (place: string): string | undefined =>
    problems.find(({ path }) => path.replace(/^steps\.\d+\.?/, "") === place)?.message;
