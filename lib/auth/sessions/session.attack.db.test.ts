import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { PUT as changePassword } from "@/app/api/v1/account/password/route";
import { GET as getAccount } from "@/app/api/v1/account/route";
import { POST as createApiKey } from "@/app/api/v1/projects/[project]/api-keys/route";
import { GET as listMembers } from "@/app/api/v1/projects/[project]/members/route";
import { createUser } from "@/lib/auth/create-user";
import { db } from "@/lib/db/client";
import { deleteExpired } from "@/lib/jobs/delete-expired";
import { addMember } from "@/lib/projects/add-member";
import { removeMember } from "@/lib/projects/remove-member";
import { makeTestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { attack } from "@/scripts/testing/attack";
import { openSession } from "./open-session";
import { sessionCookie } from "./session";

const password = "seven boats leave at noon";
const HOUR_MS = 3600_000;
const HERE = "http://127.0.0.1:3000";

async function signIn() {
  const email = `olga-${randomUUID().slice(0, 8)}@northwind.example`;
  const user = await createUser({ email, name: "Olga" });
  const session = await openSession({ userId: user.id }, null);
  return { user, session, cookie: (await sessionCookie(session)).split(";")[0] ?? "" };
}

const request = (cookie: string, path = "/api/v1/account", init: RequestInit = {}) =>
  new Request(HERE + path, {
    ...init,
    headers: { cookie, origin: HERE, host: "127.0.0.1:3000", "content-type": "application/json" },
  });
const statusOf = async (cookie: string) => (await getAccount(request(cookie), {})).status;

const setLastSeen = (id: string, hoursAgo: number) =>
  db.session.update({
    where: { id },
    data: { lastSeenAt: new Date(Date.now() - hoursAgo * HOUR_MS) },
  });

test("a session that is used goes on, and its use is written once a minute at most", async () => {
  const { session, cookie } = await signIn();
  await setLastSeen(session.id, 7.9);
  expect(await statusOf(cookie)).toBe(200);
  const { lastSeenAt } = await db.session.findUniqueOrThrow({ where: { id: session.id } });
  expect(Date.now() - lastSeenAt.getTime()).toBeLessThan(HOUR_MS);
  expect(await statusOf(cookie)).toBe(200);
  const again = await db.session.findUniqueOrThrow({ where: { id: session.id } });
  expect(again.lastSeenAt).toEqual(lastSeenAt);
});

attack("somebody", "a cookie that was left in a browser for eight hours", async () => {
  const { session, cookie } = await signIn();
  await setLastSeen(session.id, 8.1);
  expect(await statusOf(cookie)).toBe(401);
  await deleteExpired();
  expect(await db.session.count({ where: { id: session.id } })).toBe(0);
  return "401, the session is deleted";
});

attack("somebody", "a cookie in use for thirty days", async () => {
  const { session, cookie } = await signIn();
  await db.session.update({ where: { id: session.id }, data: { expiresAt: new Date() } });
  expect(await statusOf(cookie)).toBe(401);
  return "401";
});

attack("somebody", "a stolen cookie, after the person has changed the password", async () => {
  const { cookie } = await signIn();
  const body = JSON.stringify({ newPassword: password });
  const changed = await changePassword(
    request(cookie, "/api/v1/account/password", { method: "PUT", body }),
    {},
  );
  expect(changed.status).toBe(204);
  const fresh = changed.headers.get("set-cookie") ?? "";
  expect(fresh).toMatch(/; HttpOnly; SameSite=Lax/);
  expect(await statusOf(cookie)).toBe(401);
  expect(await statusOf(fresh.split(";")[0] ?? "")).toBe(200);
  return "401; the person goes on with a new session";
});

attack(
  "former admin",
  "writes with an open session after the role was taken, and reads after removal",
  async () => {
    const { user, cookie } = await signIn();
    const { admin, slug } = await makeTestProject();
    await addMember(admin, { email: user.email, role: "admin" });
    const context = { params: Promise.resolve({ project: slug }) };
    const write = () => {
      const body = JSON.stringify({ name: "mine", scopes: ["admin"] });
      const path = `/api/v1/projects/${slug}/api-keys`;
      return createApiKey(request(cookie, path, { method: "POST", body }), context);
    };
    expect((await write()).status).toBe(201);
    await updateRole(admin, { member: user.id }, { role: "viewer" });
    expect((await write()).status).toBe(403);
    await removeMember(admin, { member: user.id });
    const read = await listMembers(request(cookie, `/api/v1/projects/${slug}/members`), context);
    expect(read.status).toBe(404);
    return "403 and 404 with the next request";
  },
);
