import { beforeEach, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import { releaseVersion } from "@/lib/releases/release-version";
import { RequestReview } from "@/lib/reviews/contract";
import { approve } from "@/lib/reviews/decide-review";
import { Approve } from "@/lib/reviews/decision-contract";
import { moveReview } from "@/lib/reviews/move-review";
import { getReview } from "@/lib/reviews/reads";
import { requestReview } from "@/lib/reviews/request-review";
import { makeTestSet } from "@/lib/runs/test-run";
import { SpecContent } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import { waiveGate, withdrawWaiver } from "./waive-gate";

const prompt = "support/triage";
const reason = "Ten of ten by hand; the cases follow next week";
const content = (text: string) => ({
  messages: [{ role: "system" as const, content: text }],
  model: { provider: "local", name: "baseline" },
  settings: {},
  commitMessage: text,
});

let project: TestProject;
let review: string;

beforeEach(async () => {
  project = await makeTestProject();
  await createPrompt(project.editor, { name: prompt, kind: "chat" });
  await saveVersion(project.editor, prompt, content("Sort tickets."));
  await makeTestSet(project, [{ caseId: "a" }]);
  const criterion = {
    statement: "It is right",
    evalSet: "words",
    metric: "success_rate",
    comparator: ">=",
    threshold: 0.5,
  };
  const criteria = [
    { ...criterion, key: "right" },
    { ...criterion, key: "polite", statement: "It is polite", level: "should" },
  ];
  await writeSpec(project.editor, prompt, SpecContent.parse({ criteria }));
  const request = { prompt, version: 1, environment: "production", title: "Sort" };
  review = (await requestReview(project.editor, RequestReview.parse(request))).id;
});

const release = () =>
  releaseVersion(project.admin, {
    ...{ prompt, version: 1, environment: "production" },
    note: { goal: "Sorted tickets", change: "Everything" },
  });
const waive = (more = {}) =>
  waiveGate(project.reviewer, review, { criterion: "right", reason, ...more });

test("a waived gate keeps its verdict and no longer holds up the release", async () => {
  await approve(project.reviewer, review, Approve.parse({}));
  await expect(release()).rejects.toMatchObject({ code: "gate_not_passed" });
  const waived = { by: { id: project.reviewer.userId }, reason, expiresAt: null };
  const { gates } = await waive();
  expect(gates[0]).toMatchObject({ criterion: "right", verdict: "not_measured", waived });
  expect((await getReview(project.admin, review)).you.mayRelease).toBe(true);
  const newRelease = await release();
  expect(newRelease.gates[0]).toMatchObject({ verdict: "not_measured", waived });
  const types = await db.event.findMany({ where: { projectId: project.id, subjectId: review } });
  expect(types.map(({ type }) => type)).toContain("review.waived");
});

test("only a reviewer waives, never the author, and only by a person", async () => {
  const input = { criterion: "right", reason };
  await expect(waiveGate(project.editor, review, input)).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(waiveGate(systemActor(project, "ci"), review, input)).rejects.toMatchObject({
    code: "forbidden",
  });
  await saveVersion(project.reviewer, prompt, content("Sort tickets well."));
  await moveReview(project.reviewer, review, { version: 2 });
  await expect(waive()).rejects.toMatchObject({ code: "own_version" });
});

test("a newer version does not inherit it", async () => {
  await waive();
  await saveVersion(project.editor, prompt, content("Sort tickets well."));
  const moved = await moveReview(project.editor, review, { version: 2 });
  expect(moved.gates[0]?.waived).toBeUndefined();
});

test("it ends when it expires, when it is withdrawn, and with its reviewer's role", async () => {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const waiver = await waive({ expiresAt: expiresAt.toISOString() });
  const id = waiver.gates[0]?.waived?.id ?? "";
  await db.reviewWaiver.update({ where: { id }, data: { expiresAt: new Date(0) } });
  expect((await getReview(project.viewer, review)).gates[0]?.waived).toBeUndefined();
  const again = await waive();
  const member = {
    projectId_userId: { projectId: project.id, userId: project.reviewer.userId },
  };
  await db.member.update({ where: member, data: { role: "editor" } });
  expect((await getReview(project.viewer, review)).gates[0]?.waived).toBeUndefined();
  await db.member.update({ where: member, data: { role: "reviewer" } });
  const withdrawn = await withdrawWaiver(project.admin, review, again.gates[0]?.waived?.id ?? "");
  expect(withdrawn.gates[0]?.waived).toBeUndefined();
});

test("an unknown criterion, a past moment and a missing waiver are refused with what to do", async () => {
  await expect(waive({ criterion: "kind" })).rejects.toMatchObject({
    code: "invalid",
    errors: [
      {
        path: "criterion",
        message: "support/triage has no criterion kind. It has: right, polite.",
      },
    ],
  });
  await expect(waive({ expiresAt: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(withdrawWaiver(project.reviewer, review, project.id)).rejects.toMatchObject({
    code: "not_found",
  });
});
