import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { addJob } from "@/lib/jobs/add-job";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { contentHash } from "@/lib/prompts/content-hash";
import { chooseScorers } from "@/lib/runs/choose-scorers";
import type { StartRun } from "@/lib/runs/contract";
import { recordedQueueOf } from "@/lib/runs/execute/execute-run";
import { scorersHash } from "@/lib/runs/execute/run-scorers";
import type { HoldoutGroups } from "@/lib/runs/holdout/holdout-groups";
import { takeLook } from "@/lib/runs/holdout/take-look";
import type { UnmatchedRow } from "@/lib/runs/recorded-output";
import { createRun, loadRunContent, lockEvalSet, requireUsable } from "@/lib/runs/start-run";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import type { MatchedRow } from "./match-cases";
import { matchOutputs, requireImportable } from "./match-outputs";
import type { ParsedOutputs } from "./parse-output-rows";
import { storeOutputs } from "./store-outputs";

const MOST_LISTED = 5_000;
const STORING_MS = 180_000;

/** Figures of recorded outputs for the holdout are for those who see it; nobody below is told any group. */
const TELLS_NOTHING: HoldoutGroups = {
  segments: [],
  whole: false,
  told: { segments: [], kinds: [] },
};

/**
 * Makes a run of outputs that something else made: stored as they are, scored by the worker like any answer.
 * What they cannot be is evidence for a gate, because whoever imports outputs can write them.
 */
export async function recordRun(
  actor: Actor,
  input: StartRun,
  outputs: ParsedOutputs,
): Promise<{ id: string; number: number; matched: number; unmatched: UnmatchedRow[] }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  requireImportable(actor, input.split);
  const { prompt, version, content } = await loadRunContent(actor, input);
  if (!version) throw invalid("version", "Name the version that made the outputs.");
  await requireUsable(actor, input, content);
  const set = await findEvalSet(actor, input.evalSet);
  const cases = { evalSetId: set.id, revision: set.revision, split: input.split };
  const { matched, unmatched } = await matchOutputs(outputs, { ...cases, name: set.name });
  if (matched.length === 0) throw noneMatched(unmatched);

  const run = await db.$transaction(
    async (tx) => {
      const locked = await lockEvalSet(tx, actor, input);
      const scorers = await chooseScorers(tx, actor, input, set);
      const planned = {
        promptId: prompt.id,
        versionId: version.id,
        content: json(content),
        contentHash: contentHash(content),
        evalSetId: set.id,
        evalSetRevision: set.revision,
        scorers: json(scorers),
        judges: json(await loadJudgeDefinitions(actor.projectId, listJudgeNames(scorers), tx)),
        scorersHash: scorersHash(scorers),
        total: matched.length,
        recorded: true,
        ...(input.split === "holdout" ? { holdoutGroups: json(TELLS_NOTHING) } : {}),
      };
      const created = await createRun(
        tx,
        actor,
        { ...input, repeats: repeatsOf(matched) },
        planned,
      );
      if (input.split === "holdout") {
        await takeLook(tx, actor, locked, { promptId: prompt.id, runId: created.id });
      }
      await storeOutputs(tx, created.id, matched);
      await queueRun(tx, actor, created, {
        prompt: prompt.name,
        version: version.number,
        evalSet: set.name,
        revision: set.revision,
        split: input.split,
        outputs: matched.length,
        unmatched: unmatched.length,
      });
      return created;
    },
    { timeout: STORING_MS, maxWait: 10_000 },
  );
  return { ...run, matched: matched.length, unmatched: unmatched.slice(0, MOST_LISTED) };
}

async function queueRun(
  tx: Tx,
  actor: Actor,
  { id, number }: { id: string; number: number },
  about: Record<string, string | number>,
): Promise<void> {
  const queueName = recordedQueueOf(actor);
  await addJob(tx, "execute-run", { runId: id }, { queueName, maxAttempts: 25 });
  await recordEvent(tx, actor, {
    type: "run.outputs_imported",
    subject: { type: "run", id },
    data: { number, ...about },
  });
}

const repeatsOf = (matched: readonly MatchedRow[]): number =>
  matched.reduce((most, { repeat }) => Math.max(most, repeat), 1);

function noneMatched(unmatched: readonly UnmatchedRow[]): AppError {
  const [first] = unmatched;
  const why = first ? ` Row ${first.row}: ${first.message}` : "";
  return new AppError("invalid", `No row belongs to a case.${why}`, {
    errors: unmatched
      .slice(0, 50)
      .map(({ row, message }) => ({ path: `outputs.${row - 1}`, message })),
  });
}
