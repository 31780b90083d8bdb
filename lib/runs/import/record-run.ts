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
import { findOutputCases, matchOutputs, requireImportable } from "./match-outputs";
import type { ParsedOutputs } from "./parse-output-rows";
import { openStaging } from "./store-outputs";

/** Nobody waits for it: what others need is locked once the rows are read. */
const STORING_MS = 300_000;

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
  /** The first of them. */
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
  const { place } = await findOutputCases(outputs, { ...cases, name: set.name });

  return db.$transaction(
    async (tx) => {
      const staging = await openStaging(tx);
      const match = await matchOutputs(outputs, place, { addMatched: staging.add });
      if (match.matched === 0) throw noneMatched(match.unmatched);
      const locked = await lockEvalSet(tx, actor, input);
      const scorers = await chooseScorers(tx, actor, input, set);
      const run = await planRun(tx, actor, {
        prompt,
        version,
        target,
        set: { ...locked, revision: set.revision },
        scorers,
        settings: { ...input, repeats: match.mostRepeats },
        answers: match.matched,
        holdoutGroups: input.split === "holdout" ? TELLS_NOTHING : null,
        source: { kind: "outputs", unmatched: match.unmatchedRows },
      });
      await staging.moveTo(run.id);
      const { matched, unmatched, otherInputs } = match;
      return { ...run, matched, unmatched, otherInputs };
    },
    { timeout: STORING_MS, maxWait: 10_000 },
  );
}

function noneMatched(unmatched: readonly UnmatchedRow[]): AppError {
  const [first] = unmatched;
  const why = first ? ` Row ${first.row}: ${first.message}` : "";
  return new AppError("invalid", `No row belongs to a case.${why}`, {
    errors: unmatched
      .slice(0, 50)
      .map(({ row, message }) => ({ path: `outputs.${row - 1}`, message })),
  });
}
