import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { alone, type Surroundings } from "@/lib/db/around";
import { db, type Tx } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { recordEvent } from "@/lib/events/record-event";
import { AppError, invalid } from "@/lib/http/app-error";
import { contentOf, loadPrompt } from "@/lib/prompts/load-prompt";
import { JUDGE_VARIABLES, type JudgeKind } from "@/lib/scorers/judge-definition";
import { type Judge, JudgeName, type WriteJudge } from "./contract";
import { judgeHash } from "./judge-hash";
import { getJudge } from "./reads";

/** Creates a judge or changes it. What says something else now is a new revision, and has to be calibrated again. */
export async function writeJudge(
  actor: Actor,
  name: string,
  input: WriteJudge,
  { requireUnchanged, around = alone }: Surroundings = {},
): Promise<Judge> {
  authorize(actor, { scope: "evals:write", reads: "prompts:read", role: "editor" });
  const named = JudgeName.safeParse(name);
  if (!named.success) throw invalid("name", named.error.issues[0]?.message ?? "Choose a name.");
  const planned = await planJudge(actor, input);
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`judge:${actor.projectId}:${name}`}))`;
    await requireUnchanged?.();
    await around(tx, () => storeJudge(tx, actor, name, planned));
  });
  return getJudge(actor, name);
}

type PlannedJudge = Awaited<ReturnType<typeof planJudge>>;

async function planJudge(actor: Actor, input: WriteJudge) {
  const prompt = await loadPrompt(actor, input.prompt).catch((error: unknown) => {
    if (error instanceof AppError) throw invalid("prompt", error.message);
    throw error;
  });
  const version = await db.promptVersion.findUnique({
    where: { promptId_number: { promptId: prompt.id, number: input.version } },
  });
  if (!version) throw invalid("version", `${prompt.name} has no version ${input.version}.`);
  requireVariables(input.kind, version.variables);
  const { kind, policy, bar } = input;
  const threshold = input.threshold ?? null;
  const labels = input.labels ?? [];
  return {
    promptId: prompt.id,
    promptName: prompt.name,
    version: input.version,
    model: contentOf(version).model,
    kind,
    policy,
    bar,
    threshold,
    labels,
    definitionHash: judgeHash(version.contentHash, { kind, policy, threshold, labels }),
  };
}

const NEEDED: Record<JudgeKind, readonly string[]> = {
  rubric: ["output"],
  label: ["output"],
  pairwise: ["output", "expected"],
  grounded: ["output", "context"],
};

function requireVariables(kind: JudgeKind, variables: readonly string[]): void {
  const roots = new Set(variables.map((variable) => variable.split(".")[0] ?? variable));
  const unknown = [...roots].find((root) => !JUDGE_VARIABLES.some((name) => name === root));
  if (unknown) {
    const names = JUDGE_VARIABLES.map((variable) => `{{${variable}}}`).join(", ");
    throw invalid("version", `A judge's prompt may use ${names}; this one uses {{${unknown}}}.`);
  }
  const missing = NEEDED[kind].find((variable) => !roots.has(variable));
  if (missing) {
    throw invalid("version", `The prompt of a ${kind} judge has to use {{${missing}}}.`);
  }
}

async function storeJudge(tx: Tx, actor: Actor, name: string, planned: PlannedJudge) {
  const { promptId, promptName, version, model, kind, policy, bar, threshold, labels } = planned;
  const { definitionHash } = planned;
  const before = await tx.judge.findUnique({
    where: { projectId_name: { projectId: actor.projectId, name } },
  });
  if (before?.archivedAt) {
    throw new AppError("conflict", `The judge ${name} is archived. Restore it first.`);
  }
  const isSame =
    before?.definitionHash === definitionHash &&
    before.promptId === promptId &&
    before.version === version &&
    JSON.stringify(sortedBar(before.bar)) === JSON.stringify(sortedBar(bar));
  if (isSame) return;
  const policyVersion = before ? before.policyVersion + (before.policy === policy ? 0 : 1) : 1;
  const revision = (before?.revision ?? 0) + 1;
  const data = {
    kind,
    promptId,
    version,
    policy,
    policyVersion,
    threshold,
    labels: json(labels),
    bar: json(bar),
    revision,
    definitionHash,
  };
  const { id } = before
    ? await tx.judge.update({ where: { id: before.id }, data })
    : await tx.judge.create({ data: { ...data, name, projectId: actor.projectId } });
  const content = { kind, prompt: promptName, version, model, policy, policyVersion, threshold };
  await tx.judgeRevision.create({
    data: {
      judgeId: id,
      number: revision,
      content: json({ ...content, labels, bar }),
      definitionHash,
      authorId: actor.userId,
      authorName: actor.name,
      keyMakerId: actor.kind === "key" ? actor.madeById : null,
    },
  });
  await recordEvent(tx, actor, {
    type: before ? "judge.edited" : "judge.created",
    subject: { type: "judge", id },
    data: { name, revision, kind, prompt: promptName, version, policyVersion, threshold, bar },
  });
}

function sortedBar(bar: unknown) {
  const { kappa, truePositiveRate, trueNegativeRate } = bar as WriteJudge["bar"];
  return [kappa, truePositiveRate, trueNegativeRate];
}
