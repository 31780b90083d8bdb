import { compareCells } from "@/lib/experiments/compare-cells";
import { groupAlike } from "@/lib/failure-categories/group-alike";
import { type DiffSide, diffVersions } from "@/lib/prompts/diff/diff-versions";
import { validateTools } from "@/lib/prompts/validate-tools";
import { completeBaseline } from "@/lib/providers/baseline/baseline-complete";
import { embedBaseline } from "@/lib/providers/baseline/baseline-embed";
import { countTokens, loadTokenizer } from "@/lib/providers/count-tokens";
import { compareCases } from "@/lib/runs/compare/compare-cases";
import { findScorerProblems } from "@/lib/scorers/find-scorer-problems";
import { scoreLeaves } from "@/lib/scorers/score/score-leaf";
import { loadQuickJs, runScript } from "@/lib/scorers/script/run-script";
import { findRuleProblems } from "@/lib/traces/settings/find-rule-problems";
import { type Redaction, redactBatch } from "@/lib/traces/settings/redact";
import type { TraceBatch } from "@/lib/traces/span";

/**
 * The work that a thread does. Inputs and answers are copied between threads, so they are plain data; what a
 * task throws reaches the caller as a mistake of ours, so a refusal is an answer.
 */
export const tasks = {
  compareCases,
  compareCells,
  completeBaseline,
  countTokens,
  embedBaseline,
  diffVersions: ({ from, to }: { from: DiffSide; to: DiffSide }) => diffVersions(from, to),
  findRuleProblems,
  findScorerProblems,
  groupAlike,
  redactBatches: ({ batches, wanted }: { batches: readonly TraceBatch[]; wanted: Redaction }) =>
    batches.map((batch) => redactBatch(batch, wanted)),
  runScript,
  scoreLeaves,
  validateTools,
};

/** What a task loads once, and what its deadline leaves out. */
export const preparations: Partial<Record<TaskName, () => Promise<unknown>>> = {
  countTokens: loadTokenizer,
  runScript: loadQuickJs,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
