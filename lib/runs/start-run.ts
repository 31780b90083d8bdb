import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { recordEvent } from "@/lib/events/record-event";
import { invalid } from "@/lib/http/app-error";
import { addJob } from "@/lib/jobs/add-job";
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
import { suggestScorers } from "@/lib/scorers/default-scorers";
import { withMembers } from "@/lib/scorers/find-scorer-problems";
import type { JsonSchema } from "@/lib/scorers/schema-size";
import { nameScorers } from "@/lib/scorers/scorer-name";
import { checkCases, loadExpectations } from "./check-cases";
import type { StartRun } from "./contract";

type Db = Tx | typeof db;

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
  const { prompt, version: asked, content } = await loadRunContent(actor, input);
  const hash = contentHash(content);
  const connection = await findConnection(actor, content.model.provider, "model.provider");
  await requireUsable(actor, input, content);

  return db.$transaction(
    async (tx) => {
      const version = asked ?? (await findSavedAs(tx, prompt.id, hash));
      const set = await lockEvalSet(tx, actor, input);
      const cases = { evalSetId: set.id, revision: set.revision, split: input.split };
      const count = await checkCases(tx, visible, set.name, cases, content);
      const total = count * input.repeats;
      if (total > MOST_ANSWERS) {
        const most = MOST_ANSWERS.toLocaleString("en-US");
        throw invalid("repeats", `These are ${total} answers; a run has at most ${most}.`);
      }
      const scorers = await chooseScorers(tx, actor, input, set);
      if (isHoldout) {
        await requireApprovedForHoldout(tx, actor, {
          projectId: actor.projectId,
          model: content.model,
          scorers: scorers.map((spec) => withSchemaOf(content, spec)),
        });
      }
      const [{ number }] = await tx.$queryRaw<[{ number: number }]>`
        update project set next_run = next_run + 1 where id = ${actor.projectId}::uuid
        returning next_run - 1 as number`;
      const run = await tx.run.create({
        data: {
          projectId: actor.projectId,
          number,
          promptId: prompt.id,
          versionId: version?.id ?? null,
          content: json(content),
          contentHash: hash,
          evalSetId: set.id,
          evalSetRevision: set.revision,
          split: input.split,
          scorers: json(scorers),
          scorersHash: scorersHash(scorers),
          repeats: input.repeats,
          concurrency: input.concurrency,
          useCache: input.cache,
          maxCostUsd: input.maxCostUsd ?? null,
          total,
          ...(isHoldout ? { holdoutGroups: json(await planHoldoutGroups(tx, set)) } : {}),
          title: input.title ?? "",
          createdById: actor.userId,
          createdByName: actor.name,
        },
      });
      if (isHoldout) await takeLook(tx, actor, set, { promptId: prompt.id, runId: run.id });
      const queueName = queueOf({ connectionId: connection.id });
      await addJob(tx, "execute-run", { runId: run.id }, { queueName, maxAttempts: 25 });
      await recordEvent(tx, actor, {
        type: isHoldout ? "run.started_on_holdout" : "run.started",
        subject: { type: "run", id: run.id },
        data: {
          number,
          prompt: prompt.name,
          version: version?.number ?? null,
          evalSet: set.name,
          revision: set.revision,
          split: input.split,
          answers: total,
        },
      });
      return { id: run.id, number };
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
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

export async function findConnection(actor: Actor, name: string, path: string) {
  const { projectId } = actor;
  const row = await db.connection.findFirst({ where: { projectId, name, removedAt: null } });
  if (row) return row;
  const connections = await db.connection.findMany({
    where: { projectId, removedAt: null },
    select: { name: true },
    orderBy: { name: "asc" },
    take: 20,
  });
  const names = connections.map((each) => each.name).join(", ");
  throw invalid(path, `There is no model connection “${name}”. This project has: ${names}.`);
}

/** Of a holdout run the row is locked, for its looks and its groups. */
async function lockEvalSet(tx: Tx, actor: Actor, { evalSet, split }: StartRun) {
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
async function requireUsable(actor: Actor, input: StartRun, content: VersionContent) {
  const { projectId } = actor;
  const set = await db.evalSet.findFirst({ where: { projectId, name: input.evalSet } });
  const specs = input.scorers ?? ScorerList.safeParse(set?.scorers).data ?? [];
  await requireUsableScorers(
    projectId,
    specs.map((spec) => withSchemaOf(content, spec)),
  );
}

/** The run's own scorers, else the set's, else what fits its cases; named. */
export async function chooseScorers(
  tx: Db,
  actor: Actor,
  input: StartRun,
  set: { id: string; name: string; revision: number; scorers: unknown },
): Promise<ScorerSpec[]> {
  const scorers = ScorerList.safeParse(set.scorers);
  const given = input.scorers ?? (scorers.success ? scorers.data : null);
  const specs = given ?? (await suggested(tx, actor, set, input.split));
  for (const { spec, path } of withMembers(specs)) {
    if (spec.kind !== "judge-rubric") continue;
    const place = `${path}.config.model`;
    if (!spec.config.model) {
      throw invalid(place, "Name the model that judges: { provider, name }.");
    }
    await findConnection(actor, spec.config.model.provider, `${place}.provider`);
  }
  return nameScorers(specs);
}

/** A `json-schema` scorer without a schema takes the version's. */
export function withSchemaOf(
  { outputSchema }: Pick<VersionContent, "outputSchema">,
  spec: ScorerSpec,
): ScorerSpec {
  if (spec.kind !== "json-schema" || spec.config.schema !== undefined) return spec;
  return { ...spec, config: { ...spec.config, schema: asJsonSchema(outputSchema) } };
}

/** Stored JSON is JSON: the contract of prompts says only that it is an object. */
const asJsonSchema = (schema: VersionContent["outputSchema"]) => schema as JsonSchema | undefined;

/**
 * Whoever may not see the cases gets scorers that fit the development cases, for a scorer's name can be a
 * field that the cases expect; else one that names no field.
 */
async function suggested(
  tx: Db,
  actor: Actor,
  set: { id: string; name: string; revision: number },
  split: StartRun["split"],
): Promise<ScorerSpec[]> {
  const fitting = async (of: StartRun["split"]) => {
    const cases = { evalSetId: set.id, revision: set.revision, split: of };
    const specs = ScorerList.safeParse(suggestScorers(await loadExpectations(tx, cases)));
    return specs.success ? specs.data : [];
  };
  const isShown = visibleCases(actor).shows({ split });
  const seen = await fitting(isShown ? split : "development");
  if (seen.length > 0) return seen;
  const nameless = isShown ? [] : await fitting(split);
  if (nameless.length === 1) return nameless;
  throw invalid(
    "scorers",
    `The cases of ${set.name} expect nothing that could be compared. Name the scorers of this run.`,
  );
}
