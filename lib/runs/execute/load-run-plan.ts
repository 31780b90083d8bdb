import "server-only";
import { db, type Prisma } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import { parseStoredContent, type VersionedContent } from "@/lib/prompts/versioned-content";
import { StoredWhatIf } from "@/lib/runs/what-if/what-if-contract";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { JudgeDefinitions } from "@/lib/scorers/judge-definition";
import { asksJudge } from "@/lib/scorers/may-vote";
import { readScorers } from "./run-scorers";

/** What a worker needs of a run, parsed. */
export interface RunPlan {
  id: string;
  projectId: string;
  /** What is executed. */
  target: VersionedContent;
  evalSetId: string;
  revision: number;
  split: Split;
  scorers: ScorerSpec[];
  hasJudge: boolean;
  judges: JudgeDefinitions;
  repeats: number;
  concurrency: number;
  useCache: boolean;
  /** Some cases may have their results already. */
  hasResults: boolean;
  /** Its outputs are stored already; nothing is called for them. */
  recorded: boolean;
  maxCostUsd: number | null;
  /** Of a what-if: the run that it asks about, and what stands in place of a step. */
  whatIf: (StoredWhatIf & { ofRunId: string }) | null;
  /** Its cells share one cap. */
  experiment: { id: string; number: number; maxCostUsd: number | null } | null;
}

/** Takes a queued run up; null when it has ended or is cancelled and there is nothing to do. */
export async function loadRunPlan(runId: string): Promise<RunPlan | null> {
  await db.run.updateMany({
    where: { id: runId, status: "queued" },
    data: { status: "running", startedAt: new Date() },
  });
  const run = await db.run.findFirst({
    where: { id: runId, status: "running" },
    include: { experiment: true },
  });
  if (!run) return null;
  const scorers = readScorers(run.scorers);
  return {
    id: run.id,
    projectId: run.projectId,
    target: parseStoredContent(run.content),
    evalSetId: run.evalSetId,
    revision: run.evalSetRevision,
    split: run.split,
    scorers,
    hasJudge: asksJudge(scorers),
    judges: JudgeDefinitions.parse(run.judges),
    repeats: run.repeats,
    concurrency: run.concurrency,
    useCache: run.useCache,
    hasResults: run.done > 0,
    recorded: run.recorded,
    maxCostUsd: numberOf(run.maxCostUsd),
    whatIf: run.whatIfOfId ? { ...StoredWhatIf.parse(run.whatIf), ofRunId: run.whatIfOfId } : null,
    experiment: run.experiment && {
      id: run.experiment.id,
      number: run.experiment.number,
      maxCostUsd: numberOf(run.experiment.maxCostUsd),
    },
  };
}

const numberOf = (amount: Prisma.Decimal | null) => (amount === null ? null : Number(amount));
