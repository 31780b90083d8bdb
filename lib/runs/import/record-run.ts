import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { AppError, invalid } from "@/lib/http/app-error";
import { chooseScorers } from "@/lib/runs/choose-scorers";
import type { HoldoutGroups } from "@/lib/runs/holdout/holdout-groups";
import { planRun } from "@/lib/runs/plan-run";
import type { UnmatchedRow } from "@/lib/runs/recorded-output";
import type { StartRun } from "@/lib/runs/start-contract";
import { loadRunContent, lockEvalSet, requireUsable } from "@/lib/runs/start-run";
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

export interface RecordedRun {
  id: string;
  number: number;
  matched: number;
  unmatched: UnmatchedRow[];
  otherInputs: number;
}

/**
 * Makes a run of outputs that something else made: stored as they are, scored by the worker like any answer.
 * What they cannot be is evidence for a gate, because whoever imports outputs can write them.
 */
export async function recordRun(
  actor: Actor,
  input: StartRun,
  outputs: ParsedOutputs,
): Promise<RecordedRun> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  requireImportable(actor, input.split);
  const { prompt, version, target } = await loadRunContent(actor, input);
  if (!version) throw invalid("version", "Name the version that made the outputs.");
  await requireUsable(actor, input, target);
  const set = await findEvalSet(actor, input.evalSet);
  const cases = { evalSetId: set.id, revision: set.revision, split: input.split };
  const { matched, unmatched, differing } = await matchOutputs(outputs, {
    ...cases,
    name: set.name,
  });
  if (matched.length === 0) throw noneMatched(unmatched);

  const run = await db.$transaction(
    async (tx) => {
      const locked = await lockEvalSet(tx, actor, input);
      const scorers = await chooseScorers(tx, actor, input, set);
      const created = await planRun(tx, actor, {
        prompt,
        version,
        target,
        set: { ...locked, revision: set.revision },
        scorers,
        settings: { ...input, repeats: repeatsOf(matched) },
        answers: matched.length,
        holdoutGroups: input.split === "holdout" ? TELLS_NOTHING : null,
        source: { kind: "outputs", unmatched: unmatched.length },
      });
      await storeOutputs(tx, created.id, matched);
      return created;
    },
    { timeout: STORING_MS, maxWait: 10_000 },
  );
  return {
    ...run,
    matched: matched.length,
    unmatched: unmatched.slice(0, MOST_LISTED),
    otherInputs: differing.length,
  };
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
