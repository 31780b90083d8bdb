import "server-only";
import { randomUUID } from "node:crypto";
import { db } from "@/lib/db/client";
import { type Arm, assignArm } from "@/lib/deployments/assign-arm";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import type { RolloutPlanInput } from "@/lib/rollouts/plan/plan-contract";
import { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { makeContent, makeTestPrompt } from "@/lib/runs/test-run";
import { acceptBatches } from "@/lib/traces/accept-traces";
import { parseRestTraces } from "@/lib/traces/parse-rest";
import type { Release } from "./contract";
import { releaseVersion } from "./release-version";
import { stepRollout } from "./rollout-loop";

export const PROMPT = "support/echo";
const note = { goal: "Right more often", change: "Say the word first" };

export const releaseStaged = (project: TestProject, version: number, plan?: RolloutPlanInput) =>
  releaseVersion(project.admin, {
    ...{ prompt: PROMPT, version, environment: "staging", note },
    ...(plan ? { rollout: RolloutPlan.parse(plan) } : {}),
  });

/** For database tests: v1 is live in staging, v2 is its candidate by this plan. */
export async function makeTestRollout(plan: RolloutPlanInput) {
  const project = await makeTestProject();
  const versions = ["one", "two", "three"].map((word) => makeContent(`${word} {{word}}`));
  await makeTestPrompt(project, { versions });
  await releaseStaged(project, 1);
  return { project, release: await releaseStaged(project, 2, plan) };
}

/** v2 for half of the units in staging, where v1 is live. */
export async function startTestRollout(project: TestProject) {
  const plan = { stages: [{ percent: 50 }], guardrails: [] };
  const { id: releaseId } = await releaseStaged(project, 2, plan);
  const { id, salt } = await db.rollout.findUniqueOrThrow({ where: { releaseId } });
  return { rolloutId: id, salt };
}

export interface TestRequest {
  unit?: string | null;
  outcome?: string | null;
  arm?: Arm;
  latencyMs?: number;
  error?: string;
  attributes?: Record<string, string>;
  startedAt?: Date;
  id?: string;
}

/** Sends requests as an application would, each unit with the version that it is assigned to. */
export async function sendRequests(
  { admin, id: projectId }: TestProject,
  { id: releaseId }: Pick<Release, "id">,
  requests: readonly TestRequest[],
): Promise<{ id: string; arm: Arm }[]> {
  const row = await db.rollout.findUniqueOrThrow({
    where: { releaseId },
    include: { prompt: { select: { name: true } } },
  });
  const sent = requests.map((request) => {
    const unit = request.unit === undefined ? randomUUID() : request.unit;
    const arm = request.arm ?? assignArm({ unit, salt: row.salt, percent: row.percent });
    return { ...request, unit, arm, id: request.id ?? randomUUID() };
  });
  const { batches, rejected } = await parseRestTraces(
    sent.map(
      ({ id, unit, arm, outcome, error, attributes, latencyMs = 100, startedAt = new Date() }) => ({
        ...{ id, prompt: row.prompt.name, environment: "staging" },
        version: arm === "candidate" ? row.candidateVersion : row.stableVersion,
        startedAt: startedAt.toISOString(),
        endedAt: new Date(startedAt.getTime() + latencyMs).toISOString(),
        ...(unit ? { unit } : {}),
        ...(outcome ? { outcome } : {}),
        ...(error ? { error } : {}),
        ...(attributes ? { attributes } : {}),
        steps: [],
      }),
    ),
  );
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected));
  await acceptBatches(admin, batches);
  if (projectId !== row.projectId) throw new Error("The rollout is of another project.");
  return sent.map(({ id, arm }) => ({ id, arm }));
}

/** One look of the worker, and the rollout after it. */
export async function look({ id: releaseId }: Pick<Release, "id">, now?: Date) {
  const { id, projectId } = await db.rollout.findUniqueOrThrow({ where: { releaseId } });
  await stepRollout({ id, projectId }, now);
  return db.rollout.findUniqueOrThrow({ where: { id } });
}
