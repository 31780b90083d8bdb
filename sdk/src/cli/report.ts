import type { Comparison } from "../../../lib/runs/compare/comparison-contract";
import type { Run } from "../../../lib/runs/contract";
import type { Result } from "../../../lib/runs/results/result-contract";
import type { Gate } from "../../../lib/specs/gates/gate-contract";
import type { Decision } from "./verdict";

/** A run of the version, with what may be told of its cases. */
export interface ReportedRun {
  run: Run;
  url: string;
  /** All of a development run where they were asked for, else its first failures; none of a holdout, ever. */
  results: Result[];
}

/** Everything that a check found, for a table, Markdown, JUnit and JSON alike. */
export interface Report {
  prompt: string;
  version: number;
  decision: Decision;
  runs: ReportedRun[];
  comparison: Comparison | null;
  /** Those that decide here. */
  gates: Gate[];
  /** What a reader should know beside the figures. */
  notes: string[];
}

export const isFailure = ({ outcome }: Result): boolean => outcome !== "passed";

/** Why a result is not a pass, scorer by scorer. */
export function describeFailure({ error, scores }: Result): string {
  if (error) return error.message;
  return scores
    .filter(({ passed }) => passed !== true)
    .map(({ scorer, reason }) => `${scorer}: ${reason}`)
    .join("; ");
}

/** On one line, without what a terminal would obey. */
export function oneLine(text: string, most = 160): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** `Run 12 of version 4 on triage-main`. */
export const describeRun = ({ number, version, evalSet, split }: Run): string =>
  `Run ${number} of version ${version} on ${evalSet}${split === "holdout" ? " (holdout)" : ""}`;
