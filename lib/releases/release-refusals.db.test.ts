import { beforeEach, expect, test } from "vitest";
import { POST as postReleases } from "@/app/api/v1/projects/[project]/releases/route";
import { POST as postApprovals } from "@/app/api/v1/projects/[project]/reviews/[id]/approvals/route";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { listNotifications } from "@/lib/notifications/reads";
import { createApiKey } from "@/lib/projects/create-api-key";
import { removeMember } from "@/lib/projects/remove-member";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import { closeReview, reopenReview } from "@/lib/reviews/close-review";
import { RequestReview } from "@/lib/reviews/contract";
import { approve, liftDecision, requestChanges } from "@/lib/reviews/decide-review";
import { Approve } from "@/lib/reviews/decision-contract";
import { getReview } from "@/lib/reviews/reads";
import { requestReview } from "@/lib/reviews/request-review";
import { saveVersionUnderReview } from "@/lib/reviews/save-version-under-review";
import { makeTestSet } from "@/lib/runs/test-run";
import { SpecContent } from "@/lib/specs/contract";
import { writeSpec } from "@/lib/specs/write-spec";
import { releaseVersion } from "./release-version";
import { rollBack } from "./roll-back";

const prompt = "support/triage";
const note = { goal: "Right more often", change: "Be brief" };
const yes = Approve.parse({});
const content = (text: string) => ({
  messages: [{ role: "system" as const, content: text }],
  model: { provider: "local", name: "baseline" },
  settings: {},
  commitMessage: text,
});

let project: TestProject;

beforeEach(async () => {
  project = await makeTestProject();
  await createPrompt(project.editor, { name: prompt, kind: "chat" });
  await saveVersion(project.editor, prompt, content("Sort tickets."));
});

const ask = (version = 1) =>
  requestReview(
    project.editor,
    RequestReview.parse({ prompt, version, environment: "production", title: "Sort" }),
  );
const release = (version = 1) =>
  releaseVersion(project.reviewer, { prompt, version, environment: "production", note });

/** By HTTP, as a key that acts as the member. */
async function post(
  handler: typeof postReleases | typeof postApprovals,
  path: string,
  { as, body }: { as: { email: string }; body: object },
) {
  const { apiKey } = await createApiKey(systemActor(project, "operator"), {
    name: "ci",
    scopes: ["admin"],
    actsAs: as.email,
  });
  const request = new Request(`http://127.0.0.1/api/v1/projects/${project.slug}/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return handler(request, {});
}

test("by HTTP a release is refused as a problem that names each approval and gate", async () => {
  await makeTestSet(project, [{ caseId: "a" }]);
  const criterion = {
    evalSet: "words",
    metric: "success_rate",
    comparator: ">=",
    threshold: 0.5,
  };
  await writeSpec(
    project.editor,
    prompt,
    SpecContent.parse({
      criteria: [
        { ...criterion, key: "right", statement: "It is right" },
        {
          ...criterion,
          key: "fast",
          statement: "It is fast",
          metric: "latency_p95_ms",
          comparator: "<=",
          threshold: 900,
        },
        { ...criterion, key: "kind", statement: "It is kind", level: "should" },
      ],
    }),
  );
  const body = { prompt, version: 1, environment: "production", note };
  const response = await post(postReleases, "releases", { as: project.reviewer, body });
  expect(response.status).toBe(409);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({
    status: 409,
    code: "not_approved",
    requestId: expect.any(String),
    errors: [
      { path: "review", message: "production needs 1 approval of v1 as it is; it has 0." },
      { path: "gates.right", message: "“It is right” was not measured." },
      { path: "gates.fast", message: "“It is fast” was not measured." },
    ],
  });
  const { id } = await ask();
  await approve(project.reviewer, id, yes);
  const still = await post(postReleases, "releases", { as: project.reviewer, body });
  expect(still.status).toBe(409);
  expect(await still.json()).toMatchObject({
    code: "gate_not_passed",
    errors: [{ path: "gates.right" }, { path: "gates.fast" }],
  });
  expect(await db.release.count({ where: { projectId: project.id } })).toBe(0);
});

test("by HTTP an own approval is refused with own_version", async () => {
  await saveVersion(project.reviewer, prompt, content("Words of Tomas."));
  const { id } = await ask(2);
  const response = await post(postApprovals, `reviews/${id}/approvals`, {
    as: project.reviewer,
    body: {},
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: "own_version" });
});

test("the approval of a reviewer who lost the role or left opens nothing", async () => {
  const { id } = await ask();
  await approve(project.reviewer, id, yes);
  await updateRole(project.admin, { member: project.reviewer.userId }, { role: "editor" });
  const byAdmin = () =>
    releaseVersion(project.admin, { prompt, version: 1, environment: "production", note });
  await expect(byAdmin()).rejects.toMatchObject({ code: "not_approved" });
  await updateRole(project.admin, { member: project.reviewer.userId }, { role: "reviewer" });
  await removeMember(project.admin, { member: project.reviewer.userId });
  await expect(byAdmin()).rejects.toMatchObject({ code: "not_approved" });
});

test("an approval of the version before does not release the newer one, nor the one before any more", async () => {
  const { id } = await ask();
  await approve(project.reviewer, id, yes);
  await saveVersionUnderReview(project.editor, prompt, content("Sort tickets well."));
  await expect(release(2)).rejects.toMatchObject({ code: "not_approved" });
  await expect(release(1)).rejects.toMatchObject({ code: "not_approved" });
  await approve(project.reviewer, id, yes);
  expect((await release(2)).version).toBe(2);
});

test("nobody gets past a request for changes by closing the review and asking anew", async () => {
  const { id } = await ask();
  await requestChanges(project.reviewer, id, { body: "Not yet" });
  await closeReview(project.editor, id);
  await expect(ask()).rejects.toMatchObject({
    code: "conflict",
    message:
      "Tomas requested changes to v1 in review 1 and has not withdrawn the request. Reopen that review, or save a new version.",
  });
  await saveVersion(project.admin, prompt, content("Sort tickets."));
  await expect(ask(2)).rejects.toMatchObject({ code: "conflict" });
  await liftDecision(project.reviewer, id, "change_request");
  expect((await ask()).state).toBe("open");
});

test("nor does the request for changes of somebody who left hold it up", async () => {
  const { id } = await ask();
  await requestChanges(project.reviewer, id, { body: "Not yet" });
  await closeReview(project.editor, id);
  await removeMember(project.admin, { member: project.reviewer.userId });
  expect((await ask()).state).toBe("open");
  expect((await reopenReview(project.editor, id)).changeRequests).toEqual([]);
});

test("approvals and releases at once end in one release of what was approved", async () => {
  const { id } = await ask();
  const all = await Promise.allSettled([
    approve(project.reviewer, id, yes),
    approve(project.admin, id, yes),
    release(),
    release(),
    release(),
  ]);
  const releases = await db.release.findMany({ where: { projectId: project.id } });
  expect(releases.length).toBeLessThanOrEqual(1);
  for (const one of all) {
    if (one.status === "rejected") expect(["not_approved", "conflict"]).toContain(one.reason.code);
  }
  const state = (await getReview(project.viewer, id)).state;
  expect(state).toBe(releases.length === 1 ? "released" : "approved");
});

test("a review says what it ended in, and what took that back", async () => {
  await db.environment.updateMany({
    where: { projectId: project.id, name: "production" },
    data: { requiresGates: false },
  });
  const first = await ask();
  await approve(project.reviewer, first.id, yes);
  await release();
  await saveVersion(project.editor, prompt, content("Sort tickets well."));
  const { id } = await ask(2);
  await approve(project.reviewer, id, yes);
  const { id: releaseId } = await release(2);
  await rollBack(project.reviewer, releaseId, { reason: "Escalations doubled" });
  const review = await getReview(project.viewer, id);
  expect(review).toMatchObject({
    state: "released",
    release: { number: 2, rolledBackBy: 3 },
    turn: { who: "nobody", todo: "released with release 2, rolled back by release 3" },
  });
  expect(review.history.slice(-2)).toMatchObject([
    { type: "release.published", version: 2, release: 2, text: note.goal },
    { type: "release.rolled_back", version: 1, release: 3, text: "Escalations doubled" },
  ]);
});

test("of a review hear its people, of what went live and came back everybody", async () => {
  const inbox = async (actor: TestProject["viewer"]) =>
    (await listNotifications(actor)).data.map(({ type }) => type).toReversed();
  const { id } = await ask();
  await approve(project.reviewer, id, yes);
  await release();
  await saveVersion(project.editor, prompt, content("Sort tickets well."));
  const second = await ask(2);
  await approve(project.reviewer, second.id, yes);
  const { id: releaseId } = await release(2);
  await rollBack(project.reviewer, releaseId, { reason: "Escalations doubled" });
  expect(await inbox(project.viewer)).toEqual([
    "release.published",
    "release.published",
    "release.rolled_back",
  ]);
  expect(await inbox(project.editor)).toContain("review.approved");
  expect(await inbox(project.reviewer)).toEqual(["review.requested", "review.requested"]);
});
