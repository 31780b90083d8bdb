import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Surroundings } from "@/lib/db/around";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { updateEvalSet } from "@/lib/eval-sets/update-eval-set";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";

const MOST_SCORERS = 20;

/** Adds what every test of a file asks of a model to the set's own scorers, where it is not among them yet. */
export async function addSetScorers(
  actor: Actor,
  name: string,
  specs: readonly ScorerSpec[],
  { around }: Surroundings = {},
): Promise<void> {
  if (specs.length === 0) return;
  const set = await findEvalSet(actor, name);
  const current = ScorerList.safeParse(set.scorers).data ?? [];
  const keys = new Set(current.map((spec) => canonicalJson(spec)));
  const more = specs.filter((spec) => !keys.has(canonicalJson(spec)));
  if (more.length === 0) return;
  const scorers = [...current, ...more].slice(0, MOST_SCORERS);
  await updateEvalSet(actor, name, { scorers }, around ? { around } : {});
}
