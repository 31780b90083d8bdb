import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Prisma, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { recordEvent } from "@/lib/events/record-event";
import { formatCount } from "@/lib/format-number";
import { invalid } from "@/lib/http/app-error";
import { addJob } from "@/lib/jobs/add-job";
import { loadJudgeDefinitions } from "@/lib/judges/load-definitions";
import { checkContent } from "@/lib/prompts/check-content";
import { contentHash } from "@/lib/prompts/content-hash";
import { contentOf, loadPrompt, loadVersion } from "@/lib/prompts/load-prompt";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { queueOf } from "@/lib/runs/execute/execute-run";
import { scorersHash } from "@/lib/runs/execute/run-scorers";
import { needsVersion, requireApprovedForHoldout } from "@/lib/runs/holdout/check-holdout";
import { planHoldoutGroups } from "@/lib/runs/holdout/holdout-groups";
import { takeLook } from "@/lib/runs/holdout/take-look";
import { requireUsableScorers } from "@/lib/scorers/check-scorers";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import { checkCases } from "./check-cases";
import { chooseScorers, withSchemaOf } from "./choose-scorers";
import type { StartRun } from "./contract";
import { requireConnection } from "./require-connection";

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
  const target = await loadRunTarget(actor, input);
  return db.$transaction(
    async (tx) => {
      const set = await lockEvalSet(tx, actor, input);
      const scorers = await chooseScorers(tx, actor, input, set);
      const run = await addRun(tx, actor, input, { target, set, scorers });
      await recordEvent(tx, actor, startedEvent(run));
      return { id: run.id, number: run.number };
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}

export type RunTarget = Awaited<ReturnType<typeof loadRunTarget>>;

/** What would be run and by which connection, before the transaction, which must not wait for a thread. */
export async function loadRunTarget(actor: Actor, input: StartRun) {
  const isHoldout = input.split === "holdout";
  if (isHoldout && input.cache) throw invalid("cache", NO_CACHE);
  if (isHoldout && !input.version && !visibleCases(actor).hasHoldout) throw needsVersion();
  const { prompt, version, content } = await loadRunContent(actor, input);
  const connection = await requireConnection(actor, content.model.provider, "model.provider");
  await requireUsable(actor, input, content);
  return { prompt, version, content, connection };
}

interface RunPlace {
  target: RunTarget;
  /** Its row is held where the run is a look at the holdout. */
  set: Awaited<ReturnType<typeof lockEvalSet>>;
  scorers: ScorerSpec[];
  experimentId?: string;
}

/** Checks a run against its cases, writes it and hands it to the workers; part of a transaction. */
export async function addRun(
  tx: Tx,
  actor: Actor,
  input: StartRun,
  { target, set, scorers, experimentId }: RunPlace,
) {
  const { prompt, content } = target;
  const isHoldout = input.split === "holdout";
  const hash = contentHash(content);
  const version = target.version ?? (await findSavedAs(tx, prompt.id, hash));
  const cases = { evalSetId: set.id, revision: set.revision, split: input.split };
  const count = await checkCases(tx, visibleCases(actor), set.name, cases, content);
  const total = countRequestedAnswers(count, input);
  if (isHoldout) {
    await requireApprovedForHoldout(tx, actor, {
      projectId: actor.projectId,
      model: content.model,
      scorers: scorers.map((spec) => withSchemaOf(content, spec)),
    });
  }
  const run = await createRun(tx, actor, input, {
    promptId: prompt.id,
    versionId: version?.id ?? null,
    content: json(content),
    contentHash: hash,
    evalSetId: set.id,
    evalSetRevision: set.revision,
    scorers: json(scorers),
    judges: json(await loadJudgeDefinitions(actor.projectId, listJudgeNames(scorers), tx)),
    scorersHash: scorersHash(scorers),
    total,
    ...(experimentId ? { experimentId } : {}),
    ...(isHoldout ? { holdoutGroups: json(await planHoldoutGroups(tx, set)) } : {}),
  });
  if (isHoldout) await takeLook(tx, actor, set, { promptId: prompt.id, runId: run.id });
  const queueName = queueOf({ connectionId: target.connection.id });
  await addJob(tx, "execute-run", { runId: run.id }, { queueName, maxAttempts: 25 });
  return {
    ...run,
    total,
    prompt: prompt.name,
    version: version?.number ?? null,
    evalSet: set.name,
    revision: set.revision,
    split: input.split,
  };
}

type AddedRun = Awaited<ReturnType<typeof addRun>>;

export const startedEvent = ({ id, total, ...run }: AddedRun) => ({
  type: run.split === "holdout" ? "run.started_on_holdout" : "run.started",
  subject: { type: "run", id },
  data: { ...run, answers: total },
});

function countRequestedAnswers(cases: number, { repeats }: StartRun): number {
  const total = cases * repeats;
  if (total > MOST_ANSWERS) {
    const most = formatCount(MOST_ANSWERS);
    throw invalid("repeats", `These are ${total} answers; a run has at most ${most}.`);
  }
  return total;
}

type PlannedRun = Pick<
  Prisma.RunUncheckedCreateInput,
  | "promptId"
  | "versionId"
  | "content"
  | "contentHash"
  | "evalSetId"
  | "evalSetRevision"
  | "scorers"
  | "judges"
  | "scorersHash"
  | "total"
  | "holdoutGroups"
  | "experimentId"
  | "recorded"
>;

/** The row of the run, under the project's next number. */
export async function createRun(tx: Tx, actor: Actor, input: StartRun, planned: PlannedRun) {
  const [{ number }] = await tx.$queryRaw<[{ number: number }]>`
    update project set next_run = next_run + 1 where id = ${actor.projectId}::uuid
    returning next_run - 1 as number`;
  return tx.run.create({
    data: {
      ...planned,
      projectId: actor.projectId,
      number,
      split: input.split,
      repeats: input.repeats,
      concurrency: input.concurrency,
      useCache: input.cache,
      maxCostUsd: input.maxCostUsd ?? null,
      title: input.title ?? "",
      createdById: actor.userId,
      createdByName: actor.name,
    },
    select: { id: true, number: true },
  });
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
export async function loadRunContent(actor: Actor, input: StartRun) {
  const prompt = await loadPrompt(actor, input.prompt);
  const version = input.version ? await loadVersion(actor, input.prompt, input.version) : null;
  const written = version ? contentOf(version) : (input.content ?? unreachable());
  const content = input.model ? { ...written, model: input.model } : written;
  const [problem] = checkContent(prompt.kind, content);
  if (problem) throw invalid(`content.${problem.path}`, problem.message);
  return { prompt, version, content };
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
export async function requireUsable(actor: Actor, input: StartRun, content: VersionContent) {
  const { projectId } = actor;
  const set = await db.evalSet.findFirst({ where: { projectId, name: input.evalSet } });
  const specs = input.scorers ?? ScorerList.safeParse(set?.scorers).data ?? [];
  await requireUsableScorers(
    projectId,
    specs.map((spec) => withSchemaOf(content, spec)),
  );
}
