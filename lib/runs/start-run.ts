import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { findEvalSet } from "@/lib/eval-sets/find-eval-set";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { addJob } from "@/lib/jobs/add-job";
import { checkContent } from "@/lib/prompts/check-content";
import { contentHash } from "@/lib/prompts/content-hash";
import { contentOf, loadPrompt, loadVersion } from "@/lib/prompts/load-prompt";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { requireUsableScorers } from "@/lib/scorers/check-scorers";
import { ScorerList, type ScorerSpec } from "@/lib/scorers/contract";
import { suggestScorers } from "@/lib/scorers/default-scorers";
import { withMembers } from "@/lib/scorers/find-scorer-problems";
import type { JsonSchema } from "@/lib/scorers/schema-size";
import { nameScorers } from "@/lib/scorers/scorer-name";
import { checkCases, readExpectations } from "./check-cases";
import type { StartRun } from "./contract";
import { queueOf } from "./execute-run";
import { scorersHash } from "./run-scorers";

type Db = Tx | typeof db;

/** More answers than this are no longer an eval but a bill. */
const MOST_ANSWERS = 500_000;

/**
 * Plans a run and hands it to the workers, in one transaction. What cannot work is refused here with what
 * to change, not case by case later. A run over the holdout is a look at it: counted, recorded, and refused
 * when the set's budget is used up.
 */
export async function startRun(
  actor: Actor,
  input: StartRun,
): Promise<{ id: string; number: number }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  const prompt = await loadPrompt(actor, input.prompt);
  const asked = input.version ? await loadVersion(actor, input.prompt, input.version) : null;
  const written = asked ? contentOf(asked) : (input.content ?? unreachable());
  const content = input.model ? { ...written, model: input.model } : written;
  const hash = contentHash(content);
  const [problem] = checkContent(prompt.kind, content);
  if (problem) throw invalid(`content.${problem.path}`, problem.message);
  const connection = await findConnection(actor, content.model.provider, "model.provider");
  await requireUsable(actor, input, content);

  return db.$transaction(
    async (tx) => {
      const version = asked ?? (await findSavedAs(tx, prompt.id, hash));
      const set = await lockEvalSet(tx, actor, input);
      const cases = { evalSetId: set.id, revision: set.revision, split: input.split };
      const count = await checkCases(tx, set.name, cases, content);
      const total = count * input.repeats;
      if (total > MOST_ANSWERS) {
        const most = MOST_ANSWERS.toLocaleString("en-US");
        throw invalid("repeats", `These are ${total} answers; a run has at most ${most}.`);
      }
      const scorers = await chooseScorers(tx, actor, input, set, cases);
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
          title: input.title ?? "",
          createdById: actor.userId,
          createdByName: actor.name,
        },
      });
      if (input.split === "holdout") {
        await tx.holdoutLook.create({
          data: { evalSetId: set.id, runId: run.id, actorName: actor.name },
        });
      }
      const queueName = queueOf({ connectionId: connection.id });
      await addJob(tx, "execute-run", { runId: run.id }, { queueName, maxAttempts: 25 });
      await recordEvent(tx, actor, {
        type: input.split === "holdout" ? "run.started_on_holdout" : "run.started",
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

function unreachable(): never {
  throw invalid("version", "Give the version to run, or the content of a draft.");
}

export async function findConnection(actor: Actor, name: string, path: string) {
  const { projectId } = actor;
  const row = await db.connection.findFirst({ where: { projectId, name, removedAt: null } });
  if (row) return row;
  const known = await db.connection.findMany({
    where: { projectId, removedAt: null },
    select: { name: true },
    orderBy: { name: "asc" },
    take: 20,
  });
  const names = known.map((each) => each.name).join(", ");
  throw invalid(path, `There is no model connection “${name}”. This project has: ${names}.`);
}

/** The row is locked, so that two runs at once do not both take the last look of a budget. */
async function lockEvalSet(tx: Tx, actor: Actor, { evalSet, split }: StartRun) {
  const found = await findEvalSet(actor, evalSet, tx).catch((error: unknown) => {
    if (error instanceof Error && error.name === "AppError")
      throw invalid("evalSet", error.message);
    throw error;
  });
  if (split === "development") return found;
  await tx.$queryRaw`select 1 from eval_set where id = ${found.id}::uuid for update`;
  const looks = await tx.holdoutLook.count({ where: { evalSetId: found.id } });
  if (found.holdoutBudget !== null && looks >= found.holdoutBudget) {
    throw new AppError(
      "conflict",
      `The holdout of ${found.name} was looked at ${looks} times, which is all that its budget allows. An admin can raise the budget.`,
    );
  }
  return found;
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

async function chooseScorers(
  tx: Db,
  actor: Actor,
  input: StartRun,
  set: { name: string; scorers: unknown },
  cases: Parameters<typeof readExpectations>[1],
): Promise<ScorerSpec[]> {
  const kept = ScorerList.safeParse(set.scorers);
  const given = input.scorers ?? (kept.success ? kept.data : null);
  const specs = given ?? (await suggested(tx, set.name, cases));
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
function withSchemaOf(
  { outputSchema }: Pick<VersionContent, "outputSchema">,
  spec: ScorerSpec,
): ScorerSpec {
  if (spec.kind !== "json-schema" || spec.config.schema !== undefined) return spec;
  return { ...spec, config: { ...spec.config, schema: asJsonSchema(outputSchema) } };
}

/** Stored JSON is JSON: the contract of prompts says only that it is an object. */
const asJsonSchema = (schema: VersionContent["outputSchema"]) => schema as JsonSchema | undefined;

async function suggested(
  tx: Db,
  name: string,
  cases: Parameters<typeof readExpectations>[1],
): Promise<ScorerSpec[]> {
  const specs = ScorerList.safeParse(suggestScorers(await readExpectations(tx, cases)));
  if (specs.success) return specs.data;
  throw invalid(
    "scorers",
    `The cases of ${name} expect nothing that could be compared. Name the scorers of this run.`,
  );
}
