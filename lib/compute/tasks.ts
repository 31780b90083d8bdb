import type { DiffSide } from "@/lib/prompts/diff/diff-versions";
import type { Redaction } from "@/lib/traces/settings/redact";
import type { TraceBatch } from "@/lib/traces/span";

/**
 * The work that a thread does, loaded when it is first asked for: what compares two runs needs no tokenizer and no
 * interpreter, which would take more memory than the comparison. Inputs and answers are copied between threads, so
 * they are plain data; what a task throws reaches the caller as a mistake of ours, so a refusal is an answer.
 */
const loaders = {
  compareCases: async () => (await import("@/lib/runs/compare/compare-cases")).compareCases,
  compareCells: async () => (await import("@/lib/experiments/compare-cells")).compareCells,
  completeBaseline: async () =>
    (await import("@/lib/providers/baseline/baseline-complete")).completeBaseline,
  countTokens: async () => {
    const { countTokens, loadTokenizer } = await import("@/lib/providers/usage/count-tokens");
    await loadTokenizer();
    return countTokens;
  },
  diffVersions: async () => {
    const { diffVersions } = await import("@/lib/prompts/diff/diff-versions");
    return ({ from, to }: { from: DiffSide; to: DiffSide }) => diffVersions(from, to);
  },
  embedBaseline: async () =>
    (await import("@/lib/providers/baseline/baseline-embed")).embedBaseline,
  findRuleProblems: async () =>
    (await import("@/lib/traces/settings/find-rule-problems")).findRuleProblems,
  findScorerProblems: async () =>
    (await import("@/lib/scorers/find-scorer-problems")).findScorerProblems,
  groupAlike: async () => (await import("@/lib/failure-categories/group-alike")).groupAlike,
  matchSchema: async () => (await import("@/lib/scorers/match-schema")).matchSchema,
  redactBatches: async () => {
    const { redactBatch } = await import("@/lib/traces/settings/redact");
    return ({ batches, rules }: { batches: readonly TraceBatch[]; rules: Redaction }) =>
      batches.map((batch) => redactBatch(batch, rules));
  },
  runScript: async () => {
    const { loadQuickJs, runScript } = await import("@/lib/scorers/script/run-script");
    await loadQuickJs();
    return runScript;
  },
  scoreLeaves: async () => (await import("@/lib/scorers/score/score-leaf")).scoreLeaves,
  validateTools: async () => (await import("@/lib/prompts/validate-tools")).validateTools,
};

type Loaders = typeof loaders;
export type TaskName = keyof Loaders;
export type Tasks = { [Name in TaskName]: Awaited<ReturnType<Loaders[Name]>> };

const loaded = new Map<TaskName, Promise<unknown>>();

/** A name and its task belong together, which the compiler cannot follow through the table. */
export function loadTask<Name extends TaskName>(
  name: Name,
): Promise<(input: unknown) => Promise<Awaited<ReturnType<Tasks[Name]>>>> {
  const task = loaded.get(name) ?? loaders[name]();
  loaded.set(name, task);
  return task as Promise<(input: unknown) => Promise<Awaited<ReturnType<Tasks[Name]>>>>;
}
