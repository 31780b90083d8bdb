import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { withMembers } from "@/lib/scorers/find-scorer-problems";
import { needsExpected } from "@/lib/scorers/needs-expected";
import { scorerName } from "@/lib/scorers/scorer-name";
import { countNeeds } from "./check-cases";
import { chooseScorers } from "./choose-scorers";
import type { RunCheck, StartRun } from "./start-contract";
import { loadRunContent } from "./start-run";

/** What the cases of a run lack, before it starts. */
export async function checkRun(actor: Actor, input: StartRun): Promise<RunCheck> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const { target } = await loadRunContent(actor, input);
  const set = await findEvalSet(actor, input.evalSet);
  const cases = { evalSetId: set.id, revision: set.revision, split: input.split };
  const { count, lacking, withoutExpected } = await countNeeds(db, cases, target);
  const visible = visibleCases(actor);
  const facts = {
    cases: visible.tellCount(input.split, count),
    lacksVariables: lacking.length > 0,
  };
  if (!visible.shows(cases)) return { ...facts, missing: [], withoutExpected: null };
  const scorers =
    withoutExpected === 0 ? [] : withMembers(await chooseScorers(db, actor, input, set));
  const names = scorers.flatMap(({ spec }) => (needsExpected(spec) ? [scorerName(spec)] : []));
  return {
    ...facts,
    missing: lacking,
    withoutExpected: names.length > 0 ? { cases: withoutExpected, scorers: names } : null,
  };
}
