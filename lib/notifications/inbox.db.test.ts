import { beforeEach, expect, test } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { type Announcement, announce } from "./announce";
import { markRead } from "./mark-read";
import { listNotifications } from "./reads";

let project: TestProject;

beforeEach(async () => {
  project = await makeTestProject();
});

const about = (number: number) => ({
  path: `reviews/${number}`,
  prompt: "support/triage",
  version: number,
  environment: "production",
  number,
  title: "Say hello",
});

const tell = (by: Actor, more: Partial<Announcement> = {}, number = 1) =>
  db.$transaction((tx) =>
    announce(tx, by, { type: "review.requested", data: about(number), ...more }),
  );

const sentences = async (actor: Actor) =>
  (await listNotifications(actor)).data.map(({ sentence }) => sentence);

test("those who are meant hear of it, whoever did it does not, and nobody else", async () => {
  const { editor, reviewer, admin, viewer } = project;
  await tell(editor, { to: [editor.userId, reviewer.userId, null] });
  expect(await sentences(reviewer)).toEqual([
    `${editor.name} asks for a review of support/triage v1 for production: “Say hello”.`,
  ]);
  for (const other of [editor, admin, viewer]) expect(await sentences(other)).toEqual([]);
});

test("a release is for everybody in the project, and for nobody in another", async () => {
  const theirs = await makeTestProject();
  await tell(project.reviewer, { type: "release.published" });
  for (const { userId } of [project.editor, project.admin, project.viewer]) {
    expect(await db.notification.count({ where: { userId: userId ?? "" } })).toBe(1);
  }
  expect(await sentences(project.reviewer)).toEqual([]);
  expect(await sentences(theirs.admin)).toEqual([]);
});

test("whoever has left the project is told nothing", async () => {
  const { editor, reviewer } = project;
  await db.member.deleteMany({ where: { projectId: project.id, userId: reviewer.userId ?? "" } });
  await tell(editor, { to: [reviewer.userId] });
  expect(await db.notification.count({ where: { projectId: project.id } })).toBe(0);
});

test("reading one leaves the others unread, and nobody reads for somebody else", async () => {
  const { editor, reviewer, admin } = project;
  for (const number of [1, 2, 3]) await tell(editor, {}, number);
  const { data, unread } = await listNotifications(reviewer);
  expect([data.map((one) => one.data.number), unread]).toEqual([[3, 2, 1], 3]);
  const [newest] = data;
  const ids = [newest?.id ?? ""];
  expect(await markRead(admin, { ids })).toEqual({ unread: 3 });
  expect(await markRead(reviewer, { ids })).toEqual({ unread: 2 });
  const unreadList = await listNotifications(reviewer, { unread: "true" });
  expect(unreadList.data.map((one) => one.data.number)).toEqual([2, 1]);
  expect(await markRead(reviewer, {})).toEqual({ unread: 0 });
  expect((await listNotifications(admin)).unread).toBe(3);
});

test("the inbox is read page by page, newest first, each line once", async () => {
  const { editor, reviewer } = project;
  for (let number = 1; number <= 5; number++) await tell(editor, {}, number);
  const numbers: (number | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await listNotifications(reviewer, { limit: 2, cursor });
    numbers.push(...page.data.map((one) => one.data.number));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(numbers).toEqual([5, 4, 3, 2, 1]);
});

test("a review has one line, of what happened last in it, and is read as a whole", async () => {
  const { editor, reviewer } = project;
  await tell(editor, {}, 1);
  await tell(editor, { type: "review.commented" }, 1);
  await tell(editor, {}, 2);
  await tell(editor, { type: "review.commented" }, 2);
  await tell(editor, { type: "review.commented" }, 2);
  const { data, unread } = await listNotifications(reviewer);
  expect(data.map((one) => [one.data.number, one.type])).toEqual([
    [2, "review.commented"],
    [1, "review.commented"],
  ]);
  expect(unread).toBe(2);
  expect(await markRead(reviewer, { ids: [data[0]?.id ?? ""] })).toEqual({ unread: 1 });
  expect(await markRead(reviewer, { path: "reviews/1" })).toEqual({ unread: 0 });
  expect((await listNotifications(reviewer, { unread: "true" })).data).toEqual([]);
});
