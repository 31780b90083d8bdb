import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { formatCount } from "@/lib/format-number";
import { invalid } from "@/lib/http/app-error";
import { checkContent } from "@/lib/prompts/check-content";
import { hashOf } from "@/lib/prompts/content-hash";
import { chainTarget, targetOf } from "@/lib/prompts/load-content";
import {
  contentOf,
  loadPrompt,
  loadPromptOfKind,
  loadVersion,
  type VersionRow,
} from "@/lib/prompts/load-prompt";
import {
  listModels,
  outputSchemaOf,
  promptContent,
  type VersionedContent,
} from "@/lib/prompts/versioned-content";
import { needsVersion, requireApprovedForHoldout } from "@/lib/runs/holdout/check-holdout";
import { planHoldoutGroups } from "@/lib/runs/holdout/holdout-groups";
import { requireUsableScorers } from "@/lib/scorers/check-scorers";
import { ScorerList } from "@/lib/scorers/contract";
import { checkCases } from "./check-cases";
import { chooseScorers, withSchemaOf } from "./choose-scorers";
import { type PlannedRun, planRun } from "./plan-run";
import { requireConnection } from "./require-connection";
import type { StartRun } from "./start-contract";

/** More answers than this are no longer an eval but a bill. */
export const MOST_ANSWERS = 500_000;

/**
 * Plans a run and hands it to the workers, in one transaction. What cannot work is refused here with what
 * to change, not case by case later. A run over the holdout is a look at it: counted, recorded, refused when
 * the budget is used up, and below admin only with what an admin has approved.
 */
export async function startRun(
  actor: Actor,
  input: StartRun,
): Promise<{ id: string; number: number }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const request = await checkRequest(actor, input);
  return db.$transaction(
    async (tx) => {
      const set = await lockEvalSet(tx, actor, input);
      const scorers = await chooseScorers(tx, actor, input, set);
      return planRun(tx, actor, await planRequest(tx, actor, request, { set, scorers }));
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}

/** What would be run, and of which version; null: a draft. */
export interface RunContent {
  prompt: Awaited<ReturnType<typeof loadPrompt>>;
  version: VersionRow | null;
  target: VersionedContent;
}

/** What a caller asked for, with all that is looked at outside of a transaction. */
export interface RunRequest extends RunContent {
  input: StartRun;
  /** The one whose queue the run stands in; null: no model is asked. */
  connectionId: string | null;
}

/** Everything that can be refused before the transaction, which must not wait for threads. */
export async function checkRequest(actor: Actor, input: StartRun): Promise<RunRequest> {
  const isHoldout = input.split === "holdout";
  if (isHoldout && input.cache) throw invalid("cache", NO_CACHE);
  if (isHoldout && !input.version && !visibleCases(actor).hasHoldout) throw needsVersion();
  const loaded = await loadRunContent(actor, input);
  const connectionId = await requireConnections(actor, loaded.target);
  await requireUsable(actor, input, loaded.target);
  return { ...loaded, input, connectionId };
}

/**
 * The rest of what can be refused, and the plan. The caller holds the set's row where the run is a look at the
 * holdout.
 */
export async function planRequest(
  tx: Tx,
  actor: Actor,
  { input, prompt, version, target, connectionId }: RunRequest,
  { set, scorers }: Pick<PlannedRun, "set" | "scorers">,
): Promise<PlannedRun> {
  const { split } = input;
  const cases = { evalSetId: set.id, revision: set.revision, split };
  const count = await checkCases(tx, visibleCases(actor), set.name, cases, target);
  const answers = countRequestedAnswers(count, input);
  if (split === "holdout") {
    await requireApprovedForHoldout(tx, actor, {
      projectId: actor.projectId,
      target,
      scorers: scorers.map((spec) => withSchemaOf(outputSchemaOf(target), spec)),
    });
  }
  return {
    prompt,
    version: version ?? (await findSavedAs(tx, prompt.id, hashOf(target))),
    target,
    set,
    scorers,
    settings: input,
    answers,
    holdoutGroups: split === "holdout" ? await planHoldoutGroups(tx, set) : null,
    source: { kind: "calls", connectionId },
  };
}

function countRequestedAnswers(cases: number, { repeats }: StartRun): number {
  const total = cases * repeats;
  if (total > MOST_ANSWERS) {
    const most = formatCount(MOST_ANSWERS);
    throw invalid("repeats", `These are ${total} answers; a run has at most ${most}.`);
  }
  return total;
}

/** A draft that says exactly what a version says is that version. */
async function findSavedAs(tx: Tx, promptId: string, hash: string) {
  // A version that is being saved at this moment claims the runs of its draft: it or this one waits.
  await tx.$queryRaw`select 1 from prompt where id = ${promptId}::uuid for share`;
  return tx.promptVersion.findFirst({
    where: { promptId, contentHash: hash },
    orderBy: { number: "desc" },
    select: { id: true, number: true },
  });
}

const NO_CACHE =
  "A holdout run cannot use recorded answers: they would reveal which inputs are held out. Turn the cache off.";

/** What would be run: a saved version or a draft, with the model that the run names. */
export async function loadRunContent(actor: Actor, input: StartRun): Promise<RunContent> {
  return input.chain === undefined
    ? loadPromptContent(actor, input)
    : loadChainContent(actor, input.chain, input);
}

async function loadPromptContent(actor: Actor, input: StartRun) {
  const name = input.prompt ?? unreachable();
  const prompt = await loadPrompt(actor, name);
  if (prompt.kind === "chain") return loadChainContent(actor, name, input);
  const version = input.version ? await loadVersion(actor, name, input.version) : null;
  const written = version ? contentOf(version) : (input.content ?? unreachable());
  const content = input.model ? { ...written, model: input.model } : written;
  const [problem] = checkContent(prompt.kind, content);
  if (problem) throw invalid(`content.${problem.path}`, problem.message);
  return { prompt, version, target: promptContent(content) };
}

async function loadChainContent(actor: Actor, name: string, input: StartRun) {
  const prompt = await loadPromptOfKind(actor, name, "chain");
  if (input.model)
    throw invalid("model", "The steps of a chain name their own models. Leave it out.");
  const version = input.version ? await loadVersion(actor, name, input.version) : null;
  const target = version
    ? await targetOf(version)
    : await chainTarget(actor.projectId, input.chainContent ?? unreachable());
  return { prompt, version, target };
}

/** Refuses a target whose models have no connection; the id of the first. */
export async function requireConnections(
  actor: Actor,
  target: VersionedContent,
): Promise<string | null> {
  const path = target.kind === "prompt" ? "model.provider" : "chain";
  const ids: string[] = [];
  for (const { provider } of listModels(target)) {
    ids.push((await requireConnection(actor, provider, path)).id);
  }
  return ids[0] ?? null;
}

function unreachable(): never {
  throw invalid("version", "Give the version to run, or the content of a draft.");
}

/** Of a holdout run the row is locked, for its looks and its groups. */
export async function lockEvalSet(tx: Tx, actor: Actor, { evalSet, split }: StartRun) {
  const set = await findEvalSet(actor, evalSet, tx).catch((error: unknown) => {
    if (error instanceof Error && error.name === "AppError")
      throw invalid("evalSet", error.message);
    throw error;
  });
  if (split === "development") return set;
  await tx.$queryRaw`select 1 from eval_set where id = ${set.id}::uuid for update`;
  return tx.evalSet.findUniqueOrThrow({ where: { id: set.id } });
}

/** Before the transaction, which must not wait for a thread. */
export async function requireUsable(actor: Actor, input: StartRun, target: VersionedContent) {
  const { projectId } = actor;
  const set = await db.evalSet.findFirst({ where: { projectId, name: input.evalSet } });
  const specs = input.scorers ?? ScorerList.safeParse(set?.scorers).data ?? [];
  await requireUsableScorers(
    projectId,
    specs.map((spec) => withSchemaOf(outputSchemaOf(target), spec)),
  );
}
