import { beforeEach, expect, test } from "vitest";
import { type Actor, makeActor } from "@/lib/auth/actor";
import { createUser } from "@/lib/auth/create-user";
import { findActor } from "@/lib/auth/find-actor";
import { db } from "@/lib/db/client";
import { createEvalSet } from "@/lib/eval-sets/create-eval-set";
import { listNotifications } from "@/lib/notifications/reads";
import { createApiKey } from "@/lib/projects/create-api-key";
import { removeMember } from "@/lib/projects/remove-member";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { getDraft } from "@/lib/prompts/reads";
import { saveVersion } from "@/lib/prompts/save-version";
import { WriteComment } from "@/lib/reviews/comments/comment-contract";
import { takeOverSuggestion } from "@/lib/reviews/comments/take-over-suggestion";
import { setResolved, writeComment } from "@/lib/reviews/comments/write-comment";
import { SpecContent } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import { asOwner } from "@/scripts/testing/as-owner";
import { closeReview, reopenReview } from "./close-review";
import { ListReviews, RequestReview, type Review } from "./contract";
import { approve, liftDecision, requestChanges } from "./decide-review";
import { Approve } from "./decision-contract";
import { getReview, getReviewDiff, listReviews } from "./reads";
import { requestReview } from "./request-review";
import { saveVersionUnderReview } from "./save-version-under-review";

const name = "support/triage";
const version = (content: string) => ({
  messages: [{ role: "system" as const, content }],
  model: { provider: "local", name: "baseline" },
  settings: {},
  commitMessage: "A change",
});

let project: TestProject;

beforeEach(async () => {
  project = await makeTestProject();
  await createPrompt(project.editor, { name, kind: "chat" });
  await saveVersion(project.editor, name, version("Sort tickets.\nBe brief."));
});

const ask = (actor: Actor = project.editor, more = {}) =>
  requestReview(
    actor,
    RequestReview.parse({
      prompt: name,
      version: 1,
      environment: "production",
      title: "Sort tickets",
      ...more,
    }),
  );
const yes = Approve.parse({});
const again = (review: Review, actor: Actor = project.viewer) => getReview(actor, review.id);
const comment = (more: object) => WriteComment.parse(more);

async function secondReviewer(role: "reviewer" | "admin" = "reviewer") {
  const user = await createUser({ email: `lea@${project.slug}.example`, name: "Lea" });
  await db.member.create({ data: { projectId: project.id, userId: user.id, role } });
  return makeActor({
    kind: "member" as const,
    userId: user.id,
    name: "Lea",
    email: user.email,
    projectId: project.id,
    projectSlug: project.slug,
    role,
  });
}

test("a reviewer approves what an engineer asked for", async () => {
  const review = await ask();
  expect(review).toMatchObject({
    number: 1,
    state: "open",
    approvals: [],
    turn: { who: "reviewers" },
  });
  const approved = await approve(project.reviewer, review.id, yes);
  expect(approved).toMatchObject({
    state: "approved",
    approvals: [{ by: { name: "Tomas" }, standing: "counts" }],
  });
});

test("nobody approves their own version, not even an admin or through a key that acts as them", async () => {
  await saveVersion(project.admin, name, version("Priya's own"));
  const review = await ask(project.editor, { version: 2 });
  await expect(approve(project.admin, review.id, yes)).rejects.toMatchObject({
    code: "own_version",
    status: 403,
  });
  const { apiKey } = await createApiKey(project.admin, {
    name: "sly",
    scopes: ["admin"],
    actsAs: project.admin.email,
  });
  const request = new Request("http://127.0.0.1/", {
    headers: { authorization: `Bearer ${apiKey}` },
  });
  const key = await findActor(request, project.slug);
  await expect(approve(key, review.id, yes)).rejects.toMatchObject({ code: "own_version" });
});

test("a copy of one's own words saved by somebody else is still one's own", async () => {
  await saveVersion(project.reviewer, name, version("Words of Tomas"));
  await saveVersion(project.editor, name, version("Words of Tomas"));
  const review = await ask(project.editor, { version: 3 });
  const ownApproval = approve(project.reviewer, review.id, yes);
  await expect(ownApproval).rejects.toMatchObject({ code: "own_version" });
});

test("a key that acts for itself decides nothing", async () => {
  const review = await ask();
  const { apiKey } = await createApiKey(project.admin, { name: "ci", scopes: ["admin"] });
  const headers = { authorization: `Bearer ${apiKey}` };
  const key = await findActor(new Request("http://127.0.0.1/", { headers }), project.slug);
  await expect(approve(key, review.id, yes)).rejects.toMatchObject({ code: "forbidden" });
});

test("the fix of its author takes the version's place, and the approval is stale", async () => {
  const review = await ask();
  await approve(project.reviewer, review.id, yes);
  await saveVersionUnderReview(project.editor, name, version("Sort tickets.\nBe kind."));
  expect(await again(review)).toMatchObject({
    version: 2,
    state: "open",
    approvals: [],
    decisions: [{ version: 1, isStale: true, standing: "stale" }],
    turn: { who: "reviewers", people: [{ name: "Tomas" }], todo: "look at v2 again" },
  });
  const outdated = approve(project.reviewer, review.id, { body: "", version: 1 });
  await expect(outdated).rejects.toMatchObject({ code: "conflict", status: 409 });
  expect(await approve(project.reviewer, review.id, { body: "", version: 2 })).toMatchObject({
    state: "approved",
  });
});

test("of saves from one parent at once every one is answered, and the review follows the first", async () => {
  const review = await ask();
  const saves = ["Be kind.", "Be short.", "Be exact.", "Be quick.", "Be fair."].map((text) =>
    saveVersionUnderReview(project.editor, name, { ...version(text), parentVersion: 1 }),
  );
  const saved = await Promise.all(saves);
  expect(saved.map(({ number }) => number).sort()).toEqual([2, 3, 4, 5, 6]);
  expect(await again(review)).toMatchObject({ version: 2, newerVersion: { number: 6 } });
});

test("a version whose review cannot follow is not saved either", async () => {
  const review = await ask();
  await asOwner(async (client) => {
    await client.query(`create function refuse_move() returns trigger language plpgsql as $$
      begin raise exception 'no move'; end $$`);
    await client.query(`create trigger refuse_move before update of version_id on review
      for each row when (old.id = '${review.id}') execute function refuse_move()`);
  });
  const save = saveVersionUnderReview(project.editor, name, version("Be kind."));
  await expect(save).rejects.toThrow("no move");
  expect(await db.promptVersion.count({ where: { projectId: project.id } })).toBe(1);
});

test("somebody else's version leaves the review where it is and says that there is a newer one", async () => {
  const review = await ask();
  await approve(project.reviewer, review.id, yes);
  await saveVersionUnderReview(project.admin, name, version("Another idea"));
  expect(await again(review)).toMatchObject({
    version: 1,
    state: "approved",
    newerVersion: { number: 2, author: { name: "Priya" } },
  });
});

test("a request for changes stands through a new version and another's approval until it is lifted", async () => {
  const review = await ask();
  await requestChanges(project.reviewer, review.id, { body: "Keep the greeting" });
  await approve(project.admin, review.id, yes);
  expect(await again(review)).toMatchObject({
    state: "changes_requested",
    turn: { who: "author" },
  });
  await saveVersionUnderReview(project.editor, name, version("Say hello.\nSort tickets."));
  await approve(project.admin, review.id, yes);
  expect(await again(review)).toMatchObject({
    state: "changes_requested",
    turn: { who: "reviewers", people: [{ name: "Tomas" }] },
  });
  const wrong = liftDecision(project.admin, review.id, "change_request");
  await expect(wrong).rejects.toMatchObject({ code: "conflict" });
  expect(await liftDecision(project.reviewer, review.id, "change_request")).toMatchObject({
    state: "approved",
  });
});

test("approving takes one's own request for changes back", async () => {
  const review = await ask();
  await requestChanges(project.reviewer, review.id, { body: "No" });
  const after = await approve(project.reviewer, review.id, yes);
  expect(after).toMatchObject({ state: "approved", changeRequests: [] });
});

test("the approval of a reviewer who lost the role does not count any more", async () => {
  const review = await ask();
  await approve(project.reviewer, review.id, yes);
  await updateRole(project.admin, { member: project.reviewer.userId }, { role: "viewer" });
  expect(await again(review)).toMatchObject({
    state: "open",
    approvals: [],
    decisions: [{ standing: "not_a_reviewer" }],
  });
});

test("a member who left neither approves nor blocks", async () => {
  const lea = await secondReviewer();
  const review = await ask();
  await requestChanges(lea, review.id, { body: "Never" });
  await approve(project.reviewer, review.id, yes);
  await removeMember(project.admin, { member: lea.userId });
  expect(await again(review)).toMatchObject({ state: "approved", changeRequests: [] });
  await expect(approve(lea, review.id, yes)).rejects.toMatchObject({ code: "forbidden" });
});

test("two reviewers who decide at once both count", async () => {
  const lea = await secondReviewer();
  await db.environment.updateMany({
    where: { projectId: project.id, name: "production" },
    data: { requiredApprovals: 2 },
  });
  const review = await ask();
  await Promise.all([approve(project.reviewer, review.id, yes), approve(lea, review.id, yes)]);
  const after = await again(review);
  expect(after.state).toBe("approved");
  expect(after.approvals).toHaveLength(2);
});

test("one reviewer who clicks twice at once counts once", async () => {
  const review = await ask();
  await Promise.all([
    approve(project.reviewer, review.id, yes),
    approve(project.reviewer, review.id, yes),
  ]);
  expect((await again(review)).approvals).toHaveLength(1);
});

test("a version is reviewed once at a time for an environment", async () => {
  const results = await Promise.allSettled([ask(), ask()]);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(ask(project.editor, { environment: "staging" })).resolves.toMatchObject({
    environment: "staging",
  });
});

test("viewers look, editors comment, and neither decides", async () => {
  const review = await ask();
  await expect(ask(project.viewer)).rejects.toMatchObject({ code: "forbidden" });
  await expect(approve(project.editor, review.id, yes)).rejects.toMatchObject({
    code: "forbidden",
  });
  const attempt = writeComment(project.viewer, review.id, comment({ body: "Hm" }));
  await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  expect((await again(review)).you).toMatchObject({ mayComment: false, mayDecide: false });
});

test("another project's review does not exist", async () => {
  const review = await ask();
  const theirs = await makeTestProject();
  await expect(getReview(theirs.admin, review.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(approve(theirs.admin, review.id, yes)).rejects.toMatchObject({ code: "not_found" });
  expect((await listReviews(theirs.admin)).data).toEqual([]);
});

test("a thread stands on its line, is answered and resolved", async () => {
  const review = await ask();
  const line = { part: "m1", side: "to", line: 2 };
  const first = await writeComment(project.reviewer, review.id, comment({ body: "Why?", ...line }));
  const answer = await writeComment(
    project.editor,
    review.id,
    comment({ body: "Cost", parentId: first.id }),
  );
  expect(answer).toMatchObject({ parentId: first.id, ...line });
  expect((await again(review)).openThreads).toBe(1);
  await setResolved(project.editor, { id: review.id, comment: first.id }, true);
  const after = await again(review);
  expect(after.openThreads).toBe(0);
  expect(after.history.map(({ type }) => type)).toEqual([
    "review.requested",
    "review.commented",
    "review.commented",
    "review.thread_resolved",
  ]);
});

test("a comment on an old line stays with the version it was written against", async () => {
  await saveVersion(project.editor, name, version("Hello.\nSort tickets.\nBe short."));
  await saveVersion(project.editor, name, version("Sort tickets well."));
  const review = await ask(project.editor, { version: 3 });
  const on = (base: number, line: number) =>
    comment({ body: "Why is it gone?", part: "m1", side: "from", base, line });
  const sorting = await writeComment(project.reviewer, review.id, on(1, 1));
  const brief = await writeComment(project.reviewer, review.id, on(1, 2));
  expect(brief).toMatchObject({ version: 3, base: 1, line: 2 });
  const threads = async (from: number) =>
    (await getReviewDiff(project.viewer, review.id, { from })).oldThreads;
  expect(await threads(1)).toMatchObject([
    { comment: sorting.id, base: 1, part: "m1", line: 1 },
    { comment: brief.id, base: 1, part: "m1", line: 2 },
  ]);
  expect(await threads(2)).toMatchObject([
    { comment: sorting.id, base: 1, part: "m1", line: 2 },
    { comment: brief.id, base: 1, part: null, line: null },
  ]);
});

test("a comment on an old line without a base is on the one the review compares with", async () => {
  await saveVersion(project.editor, name, version("Sort tickets."));
  const review = await ask(project.editor, { version: 2 });
  const line = comment({ body: "Keep it", part: "m1", side: "from", line: 1, lineCount: 2 });
  expect(await writeComment(project.reviewer, review.id, line)).toMatchObject({
    base: 1,
    lineCount: 2,
  });
  const beyond = comment({ body: "Hm", part: "m1", side: "from", line: 2, lineCount: 2 });
  await expect(writeComment(project.reviewer, review.id, beyond)).rejects.toMatchObject({
    errors: [{ path: "line", message: "m1 of v1 has 2 lines." }],
  });
  const nowhere = comment({ body: "Hm", part: "m1", side: "from", base: 9, line: 1 });
  await expect(writeComment(project.reviewer, review.id, nowhere)).rejects.toMatchObject({
    errors: [{ path: "base", message: "support/triage has no v9." }],
  });
});

test("a first version has no old side to comment on", async () => {
  const review = await ask();
  const line = comment({ body: "Hm", part: "m1", side: "from", line: 1 });
  await expect(writeComment(project.reviewer, review.id, line)).rejects.toMatchObject({
    errors: [{ path: "side", message: "v1 is compared with nothing, so it has no old side." }],
  });
});

test("the author takes a suggestion over into the draft", async () => {
  const review = await ask();
  const { id } = await writeComment(
    project.reviewer,
    review.id,
    comment({ part: "m1", side: "to", line: 2, suggestion: "Be brief and kind." }),
  );
  await takeOverSuggestion(project.editor, { id: review.id, comment: id });
  const draft = await getDraft(project.editor, name);
  expect(draft?.content.messages).toEqual([
    { role: "system", content: "Sort tickets.\nBe brief and kind." },
  ]);
  expect((await again(review)).comments[0]?.takenOverAt).not.toBeNull();
  const twice = takeOverSuggestion(project.editor, { id: review.id, comment: id });
  await expect(twice).rejects.toMatchObject({ code: "conflict" });
});

test("a closed review decides nothing until it is opened again", async () => {
  const review = await ask();
  await approve(project.reviewer, review.id, yes);
  expect(await closeReview(project.editor, review.id)).toMatchObject({ state: "closed" });
  await expect(approve(project.reviewer, review.id, yes)).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await reopenReview(project.editor, review.id)).toMatchObject({ state: "approved" });
});

test("the inbox shows each person what waits for them", async () => {
  const review = await ask();
  const yours = ListReviews.parse({ view: "yours" });
  expect((await listReviews(project.reviewer, yours)).data).toHaveLength(1);
  expect((await listReviews(project.editor, yours)).data).toHaveLength(0);
  await requestChanges(project.reviewer, review.id, { body: "No" });
  expect((await listReviews(project.reviewer, yours)).data).toHaveLength(0);
  expect((await listReviews(project.editor, yours)).data).toHaveLength(1);
});

test("only a gate that must pass holds a release up", async () => {
  await createEvalSet(project.editor, { name: "words", description: "", scorers: [] });
  const criterion = { evalSet: "words", metric: "success_rate", comparator: ">=", threshold: 0.5 };
  const criteria = [
    { ...criterion, key: "right", statement: "It is right" },
    { ...criterion, key: "kind", statement: "It is kind", level: "should" },
  ];
  await writeSpec(project.editor, name, SpecContent.parse({ criteria }));
  await ask();
  const [review] = (await listReviews(project.viewer)).data;
  expect(review?.gates).toMatchObject({ notMeasured: 2, closed: 1 });
});

test("a long list of reviews comes page by page, each once", async () => {
  for (let number = 2; number <= 5; number += 1) {
    await saveVersion(project.editor, name, version(`Version ${number}`));
    await ask(project.editor, { version: number });
  }
  const first = await listReviews(project.viewer, { limit: 3 });
  const cursor = first.nextCursor ?? "";
  const second = await listReviews(project.viewer, { limit: 3, cursor });
  expect([...first.data, ...second.data].map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  expect(second.nextCursor).toBeNull();
});

test("a review names what it is compared with", async () => {
  const first = await ask();
  expect(first.base).toEqual({ version: null, kind: "nothing" });
  expect((await getReviewDiff(project.viewer, first.id)).diff.messages[0]?.change).toBe("added");
  await saveVersion(project.editor, name, version("Sort tickets.\nBe kind."));
  const second = await ask(project.editor, { version: 2 });
  expect(second.base).toEqual({ version: 1, kind: "parent" });
});

test("reviewers hear of a request, its author of the decision, and nobody of their own doing", async () => {
  const review = await ask();
  const inbox = async (actor: Actor) =>
    (await listNotifications(actor)).data.map(({ sentence }) => sentence);
  expect(await inbox(project.reviewer)).toEqual([
    "Ines asks for a review of support/triage v1 for production: “Sort tickets”.",
  ]);
  expect(await inbox(project.editor)).toEqual([]);
  await approve(project.reviewer, review.id, yes);
  expect(await inbox(project.editor)).toEqual([
    "Tomas approved support/triage v1 for production in review 1, “Sort tickets”.",
  ]);
  expect(await inbox(project.viewer)).toEqual([]);
});
