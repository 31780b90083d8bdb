import { beforeEach, expect, test } from "vitest";
import { type Actor, makeActor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/contract";
import { createUser } from "@/lib/auth/create-user";
import { db } from "@/lib/db/client";
import { listNotifications } from "@/lib/notifications/reads";
import { removeMember } from "@/lib/projects/remove-member";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { createPrompt } from "@/lib/prompts/create-prompt";
import { saveVersion } from "@/lib/prompts/save-version";
import { closeReview } from "./close-review";
import { RequestReview } from "./contract";
import { approve, requestChanges } from "./decide-review";
import { Approve } from "./decision-contract";
import { nameReviewers } from "./name-reviewers";
import { countReviews, getReview } from "./reads";
import { requestReview } from "./request-review";
import { saveVersionUnderReview } from "./save-version-under-review";

const prompt = "support/triage";
const version = (content: string) => ({
  messages: [{ role: "system" as const, content }],
  model: { provider: "local", name: "baseline" },
  settings: {},
  commitMessage: "A change",
});
const yes = Approve.parse({ confirmNothingMeasured: "Nothing to measure yet" });

let project: TestProject;
let lea: Actor & { userId: string; email: string };

beforeEach(async () => {
  project = await makeTestProject();
  lea = await addMember("Lea", "reviewer");
  await createPrompt(project.editor, { name: prompt, kind: "chat" });
  await saveVersion(project.editor, prompt, version("Sort tickets."));
});

async function addMember(name: string, role: Role) {
  const email = `${name.toLowerCase()}@${project.slug}.example`;
  const user = await createUser({ email, name });
  await db.member.create({ data: { projectId: project.id, userId: user.id, role } });
  return makeActor({
    kind: "member" as const,
    ...{ userId: user.id, name, email, role },
    projectId: project.id,
    projectSlug: project.slug,
  });
}

const ask = (reviewers: string[] = []) =>
  requestReview(
    project.editor,
    RequestReview.parse({
      prompt,
      version: 1,
      environment: "production",
      title: "Sort",
      reviewers,
    }),
  );

const statesOf = async (id: string) => {
  const { reviewers } = await getReview(project.viewer, id);
  return reviewers.map(({ person, state }) => [person.name, state]);
};

const inbox = async (actor: Actor) =>
  (await listNotifications(actor)).data.map(({ sentence }) => sentence);

test("only the reviewer who was asked by name is told, and it is their turn", async () => {
  const review = await ask([lea.email]);
  expect(review).toMatchObject({
    reviewers: [{ person: { name: "Lea" }, state: "waiting", namedBy: { name: "Ines" } }],
    turn: { who: "reviewers", people: [{ name: "Lea" }], todo: "take a first look at v1" },
  });
  expect(await inbox(lea)).toEqual([
    "Ines asks Lea to review support/triage v1 for production: “Sort”.",
  ]);
  expect(await inbox(project.reviewer)).toEqual([]);
  expect((await countReviews(lea)).yours).toBe(1);
  expect((await countReviews(project.reviewer)).yours).toBe(0);
});

test("another reviewer may decide all the same", async () => {
  const { id } = await ask([lea.email]);
  expect(await approve(project.reviewer, id, yes)).toMatchObject({ state: "approved" });
  expect(await statesOf(id)).toEqual([["Lea", "waiting"]]);
});

test("reviewers are named later, told once and recorded in the audit log", async () => {
  const { id } = await ask();
  const named = { reviewers: [lea.email, project.reviewer.email] };
  const after = await nameReviewers(project.editor, id, named);
  expect(after.turn.people.map(({ name }) => name)).toEqual(["Lea", "Tomas"]);
  await nameReviewers(project.editor, id, named);
  await nameReviewers(project.editor, id, { reviewers: [lea.email] });
  expect(await statesOf(id)).toEqual([["Lea", "waiting"]]);
  expect(await inbox(lea)).toEqual([
    "Ines asks Lea and Tomas to review support/triage v1 for production in review 1, “Sort”.",
  ]);
  const types = { type: "review.reviewers_named", projectId: project.id };
  const notifications = await db.notification.groupBy({
    by: ["userId"],
    where: types,
    _count: true,
  });
  expect(notifications.map(({ _count }) => _count)).toEqual([1, 1]);
  const events = await db.event.findMany({ where: types, orderBy: { seq: "asc" } });
  expect(events.map(({ data }) => data)).toMatchObject([
    { added: ["Lea", "Tomas"], removed: [] },
    { added: [], removed: ["Tomas"] },
  ]);
  const { history } = await getReview(project.viewer, id);
  expect(history.map(({ text }) => text)).toEqual([
    "Sort",
    "asked Lea, asked Tomas",
    "no longer asks Tomas",
  ]);
});

test("each named reviewer has a state: approved, changes requested, stale", async () => {
  const { id } = await ask([lea.email, project.reviewer.email]);
  await approve(lea, id, yes);
  await requestChanges(project.reviewer, id, { body: "Shorter" });
  expect(await statesOf(id)).toEqual([
    ["Lea", "approved"],
    ["Tomas", "changes_requested"],
  ]);
  await saveVersionUnderReview(project.editor, prompt, version("Sort."));
  expect(await statesOf(id)).toEqual([
    ["Lea", "stale"],
    ["Tomas", "changes_requested"],
  ]);
});

test("who left, lost the role or wrote the version is shown as such, and waited for by nobody", async () => {
  const jonas = await addMember("Jonas", "reviewer");
  const { id } = await ask([lea.email, jonas.email, project.reviewer.email, project.admin.email]);
  await removeMember(project.admin, { member: lea.userId });
  await updateRole(project.admin, { member: jonas.userId }, { role: "editor" });
  await saveVersionUnderReview(project.editor, prompt, version("Sort."));
  await saveVersion(project.reviewer, prompt, version("Sort."));
  expect(Object.fromEntries(await statesOf(id))).toEqual({
    Lea: "left",
    Jonas: "not_a_reviewer",
    Tomas: "own_version",
    Priya: "waiting",
  });
  const { turn } = await getReview(project.viewer, id);
  expect(turn.people.map(({ name }) => name)).toEqual(["Priya"]);
});

test("nobody is named who could not decide", async () => {
  const refused = (reviewers: string[]) => expect(ask(reviewers)).rejects;
  await refused(["nobody@elsewhere.example"]).toMatchObject({
    code: "invalid",
    errors: [
      {
        path: "reviewers.0",
        message: "No member of this project has the address nobody@elsewhere.example.",
      },
    ],
  });
  await refused([lea.email, project.viewer.email]).toMatchObject({
    errors: [{ path: "reviewers.1", message: expect.stringMatching(/has the role viewer/) }],
  });
  await updateRole(project.admin, { member: project.editor.userId }, { role: "reviewer" });
  await refused([project.editor.email]).toMatchObject({
    errors: [{ message: "Ines wrote v1, so their approval would not count." }],
  });
});

test("a viewer, another project and a closed review name nobody", async () => {
  const { id } = await ask();
  const named = { reviewers: [lea.email] };
  await expect(nameReviewers(project.viewer, id, named)).rejects.toMatchObject({
    code: "forbidden",
  });
  const theirs = await makeTestProject();
  await expect(nameReviewers(theirs.admin, id, named)).rejects.toMatchObject({ code: "not_found" });
  await closeReview(project.editor, id);
  await expect(nameReviewers(project.editor, id, named)).rejects.toMatchObject({
    code: "conflict",
  });
});
