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
import { ScorerList } from "@/lib/scorers/contract";
import { listJudgeNames } from "@/lib/scorers/may-vote";
import { checkCases } from "./check-cases";
import { chooseScorers, withSchemaOf } from "./choose-scorers";
import type { StartRun } from "./contract";
import { requireConnection } from "./require-connection";

/** More answers than this are no longer an eval but a bill. */
const MOST_ANSWERS = 500_000;

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
  const visible = visibleCases(actor);
  const isHoldout = input.split === "holdout";
  if (isHoldout && input.cache) throw invalid("cache", NO_CACHE);
  if (isHoldout && !input.version && !visible.hasHoldout) throw needsVersion();
  const { prompt, version: saved, content } = await loadRunContent(actor, input);
  const hash = contentHash(content);
  const connection = await requireConnection(actor, content.model.provider, "model.provider");
  await requireUsable(actor, input, content);

  return db.$transaction(
    async (tx) => {
      const version = saved ?? (await findSavedAs(tx, prompt.id, hash));
      const set = await lockEvalSet(tx, actor, input);
      const cases = { evalSetId: set.id, revision: set.revision, split: input.split };
      const count = await checkCases(tx, visible, set.name, cases, content);
      const total = countRequestedAnswers(count, input);
      const scorers = await chooseScorers(tx, actor, input, set);
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
        ...(isHoldout ? { holdoutGroups: json(await planHoldoutGroups(tx, set)) } : {}),
      });
      if (isHoldout) await takeLook(tx, actor, set, { promptId: prompt.id, runId: run.id });
      const queueName = queueOf({ connectionId: connection.id });
      await addJob(tx, "execute-run", { runId: run.id }, { queueName, maxAttempts: 25 });
      await recordEvent(tx, actor, {
        type: isHoldout ? "run.started_on_holdout" : "run.started",
        subject: { type: "run", id: run.id },
        data: {
          number: run.number,
          prompt: prompt.name,
          version: version?.number ?? null,
          evalSet: set.name,
          revision: set.revision,
          split: input.split,
          answers: total,
        },
      });
      return run;
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
}

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
