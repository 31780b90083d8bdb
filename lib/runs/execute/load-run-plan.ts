import "server-only";
import { db, type Prisma } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import type { Target } from "@/lib/executions/target";
import { VersionContent } from "@/lib/prompts/version-contract";
import { asksJudge } from "@/lib/scorers/can-open-gate";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { readScorers } from "./run-scorers";

/** What a worker needs of a run, parsed. */
export interface RunPlan {
  id: string;
  projectId: string;
  target: Target;
  evalSetId: string;
  revision: number;
  split: Split;
  scorers: ScorerSpec[];
  hasJudge: boolean;
  repeats: number;
  concurrency: number;
  useCache: boolean;
  maxCostUsd: number | null;
  costUsd: number | null;
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
    target: { kind: "prompt", content: VersionContent.parse(run.content) },
    evalSetId: run.evalSetId,
    revision: run.evalSetRevision,
    split: run.split,
    scorers,
    hasJudge: asksJudge(scorers),
    repeats: run.repeats,
    concurrency: run.concurrency,
    useCache: run.useCache,
    maxCostUsd: numberOf(run.maxCostUsd),
    costUsd: numberOf(run.costUsd),
    experiment: run.experiment && {
      id: run.experiment.id,
      number: run.experiment.number,
      maxCostUsd: numberOf(run.experiment.maxCostUsd),
    },
  };
}

const numberOf = (amount: Prisma.Decimal | null) => (amount === null ? null : Number(amount));
