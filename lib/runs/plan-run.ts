import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { hashOf } from "@/lib/prompts/content-hash";
import { toStoredContent, type VersionedContent } from "@/lib/prompts/versioned-content";
import { addRunJobs } from "@/lib/runs/execute/add-run-jobs";
import { queueOf, recordedQueueOf } from "@/lib/runs/execute/execute-run";
import { scorersHash } from "@/lib/runs/execute/run-scorers";
import type { HoldoutGroups } from "@/lib/runs/holdout/holdout-groups";
import { type LookedAt, takeLook } from "@/lib/runs/holdout/take-look";
import type { StoredWhatIf } from "@/lib/runs/what-if/what-if-contract";
import type { ScorerSpec } from "@/lib/scorers/contract";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import type { StartRun } from "./start-contract";

/** A run as it is planned: by itself, with others, or of outputs that something else made. */
export interface PlannedRun {
  prompt: { id: string; name: string };
  /** null: a draft. */
  version: { id: string; number: number } | null;
  /** What is executed, with the run's own model when it names one. */
  target: VersionedContent;
  set: LookedAt & { projectId: string; revision: number };
  scorers: ScorerSpec[];
  settings: Pick<StartRun, "split" | "repeats" | "concurrency" | "cache" | "maxCostUsd" | "title">;
  /** How many there will be. */
  answers: number;
  /** Of a holdout run: which groups are told below admin. */
  holdoutGroups: HoldoutGroups | null;
  /** Models are called over a connection (null: a chain that asks none), or the outputs are there already. */
  source: { kind: "calls"; connectionId: string | null } | { kind: "outputs"; unmatched: number };
  /** Whose cell it is. */
  experimentId?: string;
  /** Of which run it asks what would have come out. */
  whatIf?: { ofRunId: string; plan: StoredWhatIf };
}

/**
 * Writes a run down and hands it to the workers, in the caller's transaction, so that several can be planned
 * together. Over the holdout it is a look, which is counted here and refused when there is none left.
 */
export async function planRun(
  tx: Tx,
  actor: Actor,
  planned: PlannedRun,
): Promise<{ id: string; number: number }> {
  const { prompt, set, settings, source } = planned;
  const run = await createRun(tx, actor, planned);
  if (settings.split === "holdout") {
    await takeLook(tx, actor, set, { promptId: prompt.id, runId: run.id });
  }
  const connectionId = source.kind === "calls" ? source.connectionId : null;
  const queueName = connectionId ? queueOf({ connectionId }) : recordedQueueOf(actor);
  await addRunJobs(tx, { runId: run.id, concurrency: settings.concurrency, queueName });
  await recordEvent(tx, actor, {
    type: eventOf(planned),
    subject: { type: "run", id: run.id },
    data: {
      number: run.number,
      prompt: prompt.name,
      version: planned.version?.number ?? null,
      evalSet: set.name,
      revision: set.revision,
      split: settings.split,
      ...(source.kind === "calls"
        ? { answers: planned.answers }
        : { outputs: planned.answers, unmatched: source.unmatched }),
    },
  });
  return run;
}

function eventOf({ source, settings, whatIf }: PlannedRun): string {
  if (whatIf) return "run.what_if_started";
  if (source.kind === "outputs") return "run.outputs_imported";
  return settings.split === "holdout" ? "run.started_on_holdout" : "run.started";
}

/** The row of the run, under the project's next number. */
async function createRun(tx: Tx, actor: Actor, planned: PlannedRun) {
  const { prompt, version, target, set, scorers, settings, holdoutGroups, source, whatIf } =
    planned;
  const { projectId } = actor;
  const judges = await loadJudgeDefinitions(projectId, listJudgeNames(scorers), tx);
  const [{ number }] = await tx.$queryRaw<[{ number: number }]>`
    update project set next_run = next_run + 1 where id = ${projectId}::uuid
    returning next_run - 1 as number`;
  return tx.run.create({
    data: {
      projectId,
      number,
      promptId: prompt.id,
      versionId: version?.id ?? null,
      content: json(toStoredContent(target) as object),
      // A what-if is evidence of no version: its hash is that of none.
      contentHash: whatIf ? `what-if:${hashOf(target)}` : hashOf(target),
      ...(whatIf ? { whatIfOfId: whatIf.ofRunId, whatIf: json(whatIf.plan) } : {}),
      evalSetId: set.id,
      evalSetRevision: set.revision,
      split: settings.split,
      scorers: json(scorers),
      judges: json(judges),
      scorersHash: scorersHash(scorers),
      repeats: settings.repeats,
      concurrency: settings.concurrency,
      useCache: settings.cache,
      recorded: source.kind === "outputs",
      maxCostUsd: settings.maxCostUsd ?? null,
      title: settings.title ?? "",
      total: planned.answers,
      experimentId: planned.experimentId ?? null,
      ...(holdoutGroups ? { holdoutGroups: json(holdoutGroups) } : {}),
      createdById: actor.userId,
      createdByName: actor.name,
    },
    select: { id: true, number: true },
  });
}
