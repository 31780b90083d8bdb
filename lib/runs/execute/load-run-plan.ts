import "server-only";
import { db } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import { parseStoredContent, type VersionedContent } from "@/lib/prompts/versioned-content";
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
  /** Its outputs are stored already; nothing is called for them. */
  recorded: boolean;
  maxCostUsd: number | null;
  costUsd: number | null;
}

/** Takes a queued run up; null when it has ended or is cancelled and there is nothing to do. */
export async function loadRunPlan(runId: string): Promise<RunPlan | null> {
  await db.run.updateMany({
    where: { id: runId, status: "queued" },
    data: { status: "running", startedAt: new Date() },
  });
  const run = await db.run.findFirst({ where: { id: runId, status: "running" } });
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
    recorded: run.recorded,
    maxCostUsd: run.maxCostUsd === null ? null : Number(run.maxCostUsd),
    costUsd: run.costUsd === null ? null : Number(run.costUsd),
  };
}
