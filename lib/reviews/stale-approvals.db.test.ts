import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { addCase } from "@/lib/eval-sets/add-case";
import { deleteCases } from "@/lib/eval-sets/delete-cases";
import { AddCase } from "@/lib/eval-sets/eval-case";
import { updateCase } from "@/lib/eval-sets/update-case";
import { listNotifications } from "@/lib/notifications/reads";
import type { TestProject } from "@/lib/projects/test-project";
import { changeEvidence, tellStaleApprovals } from "@/lib/reviews/evidence/change-evidence";
import { makeContent } from "@/lib/runs/test-run";
import { WriteSpec } from "@/lib/specs/contract";
import type { CriterionInput } from "@/lib/specs/criterion-contract";
import { NAME, prepare, right, stopModel, write } from "@/lib/specs/gates/test-gate";
import { writeSpec } from "@/lib/specs/write-spec";
import { RequestReview } from "./contract";
import { approve } from "./decide-review";
import { Approve } from "./decision-contract";
import { getReview } from "./reads";
import { requestReview } from "./request-review";
import { saveVersionUnderReview } from "./save-version-under-review";

let project: TestProject;
let review: string;

beforeEach(async () => {
  project = await prepare();
  await write(project);
  const request = { prompt: NAME, version: 2, environment: "production", title: "Say it" };
  review = (await requestReview(project.editor, RequestReview.parse(request))).id;
  await approve(project.reviewer, review, Approve.parse({}));
});

afterEach(stopModel);

const loosenAs = (actor: Actor, more: Partial<CriterionInput>) =>
  writeSpec(actor, NAME, WriteSpec.parse({ criteria: [right(more)] }), {
    around: tellStaleApprovals(actor, { prompt: NAME }),
  });

const ofSet = (actor: Actor) => ({ around: changeEvidence(actor, { evalSet: "words" }) });

const staleIn = async (actor: Actor) =>
  (await listNotifications(actor)).data
    .filter(({ type }) => type === "review.approvals_stale")
    .map(({ sentence }) => sentence);

const countTold = () =>
  db.notification.count({ where: { projectId: project.id, type: "review.approvals_stale" } });

const lowered =
  "The approval of Tomas is stale in review 1, “Say it”: Priya loosened what support/echo is measured by: The bar of “Says the word” was loosened from ≥ 80 % to ≥ 60 %.";

test("the approver and the author are told why an approval became stale, in one line", async () => {
  await loosenAs(project.admin, { threshold: 0.6 });
  for (const actor of [project.reviewer, project.editor]) {
    expect(await staleIn(actor)).toEqual([lowered]);
    expect((await listNotifications(actor)).data).toHaveLength(1);
  }
  expect(await staleIn(project.viewer)).toEqual([]);
  const events = await db.event.findMany({
    where: { projectId: project.id, type: "review.approvals_stale" },
  });
  expect(events).toMatchObject([
    {
      actorName: "Priya",
      data: { review: 1, stale: ["Tomas"], text: expect.stringContaining("≥ 60 %") },
    },
  ]);
  expect(await db.review.findUnique({ where: { id: review } })).toMatchObject({ state: "open" });
});

test("loosening more tells nobody again; loosening after a new approval does", async () => {
  await loosenAs(project.admin, { threshold: 0.6 });
  await loosenAs(project.admin, { threshold: 0.5 });
  expect(await countTold()).toBe(2);
  await approve(project.reviewer, review, Approve.parse({}));
  await loosenAs(project.admin, { threshold: 0.4 });
  expect(await countTold()).toBe(4);
});

test("deleting or editing a case tells them as well, adding one or raising the bar does not", async () => {
  await loosenAs(project.admin, { threshold: 0.9 });
  expect(await countTold()).toBe(0);
  await deleteCases(project.admin, "words", ["case-001"], ofSet(project.admin));
  expect((await staleIn(project.reviewer))[0]).toContain("1 removed (case-001)");
  await approve(project.reviewer, review, Approve.parse({}));
  const expected = "something else";
  await updateCase(project.admin, "words", "case-002", { expected }, ofSet(project.admin));
  expect((await staleIn(project.reviewer))[0]).toContain("1 edited (case-002)");
});

test("an editor who may not loosen makes nothing stale", async () => {
  await expect(loosenAs(project.editor, { threshold: 0.6 })).rejects.toMatchObject({
    code: "forbidden",
  });
  const removing = deleteCases(project.editor, "words", ["case-001"], ofSet(project.editor));
  await expect(removing).rejects.toMatchObject({ code: "forbidden" });
  expect(await countTold()).toBe(0);
  expect(await getReview(project.viewer, review)).toMatchObject({ state: "approved" });
});

test("a version saved on top is told in one line that names whose approval is stale", async () => {
  await saveVersionUnderReview(project.editor, NAME, {
    ...makeContent("Say {{word}} again"),
    commitMessage: "Say it again",
    parentVersion: 2,
  });
  const { data } = await listNotifications(project.reviewer);
  expect(data.map(({ sentence }) => sentence)).toEqual([
    "Ines moved review 1, “Say it”, to v3. The approval of Tomas is stale.",
  ]);
});

test("moving a review that nobody approved speaks of no approval", async () => {
  const save = (text: string, parentVersion: number) =>
    saveVersionUnderReview(project.editor, NAME, {
      ...makeContent(text),
      commitMessage: "Say it again",
      parentVersion,
    });
  await save("Say {{word}} again", 2);
  await save("Say {{word}} once more", 3);
  const [newest] = (await listNotifications(project.reviewer)).data;
  expect(newest?.sentence).toBe("Ines moved review 1, “Say it”, to v4.");
});

test("a case deleted while a reviewer reads is not approved unseen, one that was added is no matter", async () => {
  const { evidenceHash } = await getReview(project.admin, review);
  await addCase(project.editor, "words", AddCase.parse({ caseId: "new", input: { word: "new" } }));
  expect((await getReview(project.admin, review)).evidenceHash).toBe(evidenceHash);
  await deleteCases(project.admin, "words", ["case-001"], ofSet(project.admin));
  const seenBefore = approve(project.admin, review, Approve.parse({ evidenceHash }));
  await expect(seenBefore).rejects.toMatchObject({ code: "conflict", status: 409 });
  const now = (await getReview(project.admin, review)).evidenceHash;
  expect(now).not.toBe(evidenceHash);
  await approve(project.admin, review, Approve.parse({ evidenceHash: now }));
});

test("a deleted case makes the approval stale also when another is added under its name", async () => {
  await deleteCases(project.admin, "words", ["case-001"], ofSet(project.admin));
  const again = AddCase.parse({ caseId: "case-001", input: { word: "easy" }, expected: "easy" });
  await addCase(project.editor, "words", again);
  expect(await getReview(project.viewer, review)).toMatchObject({
    state: "open",
    decisions: [{ standing: "stale" }],
    evidenceChanges: [{ isLoosened: true, changes: [{ what: "cases" }] }],
  });
});
