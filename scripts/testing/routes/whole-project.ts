import { type Actor, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { createDocumentSet } from "@/lib/documents/create-document-set";
import { writeDocument } from "@/lib/documents/write-document";
import { addCase } from "@/lib/eval-sets/add-case";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { StartExperiment } from "@/lib/experiments/start-contract";
import { startExperiment } from "@/lib/experiments/start-experiment";
import { createCategory } from "@/lib/failure-categories/create-category";
import { createInvitation } from "@/lib/invitations/create-invitation";
import { createWebhook } from "@/lib/notifications/create-webhook";
import { testWebhook } from "@/lib/notifications/send-again";
import { createApiKey } from "@/lib/projects/create-api-key";
import { createEnvironment } from "@/lib/projects/create-environment";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import type { CreateVersion } from "@/lib/prompts/version-contract";
import { createConnection } from "@/lib/providers/connections/create-connection";
import { createEndpointSecret } from "@/lib/providers/secrets/create-secret";
import { createPin } from "@/lib/releases/pins/create-pin";
import { releaseVersion } from "@/lib/releases/release-version";
import { writeComment } from "@/lib/reviews/comments/write-comment";
import { requestReview } from "@/lib/reviews/request-review";
import { waiveGate } from "@/lib/reviews/waivers/waive-gate";
import { StartRun } from "@/lib/runs/start-contract";
import { startRun } from "@/lib/runs/start-run";
import { runNow } from "@/lib/runs/test-run";
import { createSegment } from "@/lib/segments/create-segment";
import { WriteSpec } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import { evaluateChain } from "./chain-project";
import { labelOutputs } from "./judge-project";
import { observeTraces } from "./observed-project";
import { rollOut } from "./roll-out";

/** Stands in every text that somebody wrote in a whole project: nobody outside may ever read it. */
export const SENTINEL = "kept to ourselves";

export const NAMES = {
  prompt: "ours/triage",
  chain: "ours/agent",
  evalSet: "our-set",
  documentSet: "our-documents",
  document: "our-document-1",
  judge: "our-judge",
  environment: "canary",
  stagedEnvironment: "our-stages",
  connection: "our-model",
  secret: "our-secret",
  remote: "our-remote-model",
  segment: "our gold",
  view: "our failures",
  case: "our-case-1",
} as const;

export type WholeProject = TestProject & { ids: Ids };
type Ids = Awaited<ReturnType<typeof fill>>;

/**
 * A project with one of everything, for tests that walk all routes. None of its names is one that another
 * project would have by chance.
 */
export async function makeWholeProject(): Promise<WholeProject> {
  const project = await makeTestProject();
  return { ...project, ids: await fill(project) };
}

async function fill(project: TestProject) {
  const { admin, editor } = project;
  await createEnvironment(admin, {
    name: NAMES.environment,
    requiredApprovals: 0,
    requiresGates: false,
    releaseRole: "editor",
  });
  await createConnection(admin, { name: NAMES.connection, kind: "local-baseline" });
  const remote = { kind: "openai-compatible", baseUrl: "http://127.0.0.1:9/v1" } as const;
  await createConnection(admin, { name: NAMES.remote, ...remote });
  const address = "http://127.0.0.1:9/find";
  await createEndpointSecret(admin, { name: NAMES.secret, address, value: SENTINEL });
  // Before what people are told of, so that a delivery stands in it.
  const webhook = await createWebhook(admin, {
    url: "http://127.0.0.1:9/hook",
    types: ["review.requested"],
    format: "json",
  });
  const delivery = await testWebhook(admin, webhook.id);
  await writePrompt(editor);
  await createDocumentSet(editor, { name: NAMES.documentSet, description: SENTINEL });
  const passage = { title: SENTINEL, text: SENTINEL };
  await writeDocument(editor, NAMES.documentSet, NAMES.document, passage);
  const runs = await evaluate(project);
  const chainRun = await evaluateChain(editor, NAMES, SENTINEL);
  const judgeItem = await labelOutputs(editor, {
    ...{ judge: NAMES.judge, sentinel: SENTINEL, version: versionOf("judge") },
  });
  const review = await discuss(project, 3, NAMES.environment);
  const other = await discuss(project, 1, "staging");
  await releaseVersion(editor, releaseOf(1));
  const release = await releaseVersion(editor, releaseOf(2));
  const pin = await createPin(editor, NAMES.environment, {
    ...{ units: [SENTINEL], arm: "stable", reason: SENTINEL },
  });
  const rollout = await rollOut(project, {
    ...{ environment: NAMES.stagedEnvironment, releaseOf, reason: SENTINEL },
  });
  const traces = await observeTraces(project, {
    ...{ prompt: NAMES.prompt, environment: NAMES.environment, view: NAMES.view },
    ...{ category: runs.category, sentinel: SENTINEL },
  });
  const invitation = await createInvitation(admin, { role: "viewer" });
  const system = systemActor(project, "test");
  const apiKey = await createApiKey(system, { name: SENTINEL, scopes: ["prompts:read"] });
  // An admin's connection is approved as it is made.
  const { id: holdoutApproval } = await db.holdoutApproval.findFirstOrThrow({
    where: { projectId: project.id },
  });
  const { id: notification } = await db.notification.findFirstOrThrow({
    where: { projectId: project.id },
  });
  return {
    ...runs,
    ...review,
    ...traces,
    ...{ chainRun, judgeItem },
    otherReview: other.review,
    release: release.id,
    ...{ ...rollout, pin: pin.id },
    apiKey: apiKey.id,
    invitation: invitation.id,
    webhook: webhook.id,
    delivery: delivery.id,
    notification,
    holdoutApproval,
  };
}

export const versionOf = (text: string): CreateVersion => ({
  messages: [{ role: "user", content: `${SENTINEL}: ${text} {{ticket}}` }],
  model: { provider: NAMES.connection, name: "baseline" },
  settings: {},
  commitMessage: SENTINEL,
});

const releaseOf = (version: number) => ({
  prompt: NAMES.prompt,
  version,
  environment: NAMES.environment,
  note: { goal: SENTINEL, change: SENTINEL },
});

/** Two versions for releases, one under review, and one to move the review to. */
async function writePrompt(editor: Actor): Promise<void> {
  await createPrompt(editor, { name: NAMES.prompt, kind: "chat", description: SENTINEL });
  for (const text of ["first", "second", "third", "fourth"]) {
    await saveVersion(editor, NAMES.prompt, versionOf(text));
  }
}

async function evaluate(project: TestProject) {
  const { editor } = project;
  const { prompt, evalSet, segment } = NAMES;
  await createEvalSet(editor, {
    name: evalSet,
    description: SENTINEL,
    scorers: [{ kind: "equals" }],
  });
  for (const caseId of [NAMES.case, "our-case-2", "our-case-3"]) {
    await addCase(editor, evalSet, {
      caseId,
      input: { ticket: `${SENTINEL} ${caseId}` },
      expected: SENTINEL,
      attributes: { tier: "gold" },
    });
  }
  await createSegment(editor, {
    name: segment,
    description: SENTINEL,
    condition: { subject: "attribute", attribute: "tier", operator: "=", value: "gold" },
  });
  const { id: category } = await createCategory(editor, { name: SENTINEL });
  const criteria = [
    {
      key: "right",
      statement: SENTINEL,
      evalSet,
      scorer: "equals",
      comparator: ">=",
      threshold: 0.5,
      level: "should",
    },
  ];
  await writeSpec(editor, prompt, WriteSpec.parse({ requirements: [SENTINEL], criteria }));
  const run = await runNow(project, { prompt, evalSet });
  const queued = await startRun(editor, StartRun.parse({ prompt, evalSet, version: 2 }));
  const experiment = await startExperiment(
    editor,
    StartExperiment.parse({
      ...{ prompt, evalSet, versions: [1, 2] },
      models: [{ provider: NAMES.connection, name: "baseline" }],
    }),
  );
  const cell = experiment.cells[0]?.runId ?? "";
  return { run, queuedRun: queued.id, experiment: experiment.id, cell, category };
}

async function discuss({ editor, reviewer }: TestProject, version: number, environment: string) {
  const request = {
    prompt: NAMES.prompt,
    version,
    environment,
    title: SENTINEL,
    description: SENTINEL,
  };
  const { id: review } = await requestReview(editor, { ...request, reviewers: [] });
  const { id: comment } = await writeComment(reviewer, review, {
    body: SENTINEL,
    part: "m1",
    side: "to",
    line: 1,
    lineCount: 1,
    suggestion: `${SENTINEL}: shorter {{ticket}}`,
  });
  await waiveGate(reviewer, review, { criterion: "right", reason: SENTINEL });
  const { id: waiver } = await db.reviewWaiver.findFirstOrThrow({ where: { reviewId: review } });
  return { review, comment, waiver };
}
