import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import type { Run } from "@/lib/runs/contract";
import type { MeasuredSentence, RunRef } from "./note-contract";

export type RunFacts = Pick<
  Run,
  | "id"
  | "number"
  | "version"
  | "evalSet"
  | "split"
  | "passRate"
  | "scores"
  | "latency"
  | "costPerSuccessUsd"
  | "inconclusive"
>;

/** A version's newest run on one eval set and split, and the run of what is live that it stands against. */
export interface MeasuredPair {
  run: RunFacts;
  baseline: RunFacts | null;
  comparison: Comparison | null;
}

export const refOf = ({ id, number }: RunRef): RunRef => ({ id, number });

type Part = MeasuredSentence["parts"][number];
export const word = (text: string): Part => ({ text, isFigure: false });
export const figure = (text: string): Part => ({ text, isFigure: true });
