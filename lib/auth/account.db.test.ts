import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { changePassword } from "@/lib/auth/passwords/change-password";
import { checkPassword } from "@/lib/auth/passwords/check-password";
import { issueSetUpToken } from "@/lib/auth/passwords/issue-set-up-token";
import { issueToken } from "@/lib/auth/passwords/one-time-token";
import { redeemSetUpToken } from "@/lib/auth/passwords/redeem-set-up-token";
import { resetPassword } from "@/lib/auth/passwords/reset-password";
import { openSession } from "@/lib/auth/sessions/open-session";
import { revokeSession } from "@/lib/auth/sessions/revoke-session";
import { signOutEverywhere } from "@/lib/auth/sessions/sign-out-everywhere";
import { db } from "@/lib/db/client";
import { createPasswordReset } from "@/lib/projects/create-password-reset";
import { makeTestProject } from "@/lib/projects/test-project";
import { makeActor } from "./actor";
import { createUser } from "./create-user";
import { getAccount, listSessions } from "./reads";

const oldPassword = "the first password";
const newPassword = "the second password";
const nowhere = { address: null, device: null };

async function makePerson() {
  const email = `sam-${randomUUID().slice(0, 8)}@northwind.example`;
  const user = await createUser({ email, name: "Sam", password: oldPassword });
  const [here, there] = [
    await openSession({ userId: user.id }, "Firefox"),
    await openSession({ userId: user.id }, "Chromium"),
  ];
  const account = makeActor({
    kind: "account",
    userId: user.id,
    name: user.name,
    email,
    sessionId: here.id,
  });
  return { account, email, there };
}

test("a new password needs the current one and ends all sessions but a new one", async () => {
  const { account, email } = await makePerson();
  const wrong = changePassword(account, { currentPassword: "a wild guess", newPassword });
  await expect(wrong).rejects.toMatchObject({ code: "invalid" });
  const opened = await changePassword(account, { currentPassword: oldPassword, newPassword });
  expect(opened.id).not.toBe(account.sessionId);
  const { data } = await listSessions({ ...account, sessionId: opened.id }, { limit: 10 });
  expect(data).toMatchObject([{ id: opened.id, isCurrent: true, userAgent: "Firefox" }]);
  await expect(checkPassword({ email, password: newPassword }, nowhere)).resolves.toMatchObject({
    email,
  });
});

test("guessing the current password is slowed down like signing in", async () => {
  const { account } = await makePerson();
  const guess = () => changePassword(account, { currentPassword: "a wild guess", newPassword });
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(guess()).rejects.toMatchObject({ code: "invalid" });
  }
  await expect(guess()).rejects.toMatchObject({ code: "too_many_requests" });
});

test("a person ends one session, or all of them, and nobody else's", async () => {
  const [sam, other] = [await makePerson(), await makePerson()];
  const foreign = revokeSession(sam.account, { session: other.there.id });
  await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  await revokeSession(sam.account, { session: sam.there.id });
  expect((await listSessions(sam.account, { limit: 10 })).data).toHaveLength(1);
  await signOutEverywhere(sam.account);
  expect((await listSessions(sam.account, { limit: 10 })).data).toHaveLength(0);
  expect((await listSessions(other.account, { limit: 10 })).data).toHaveLength(2);
});

test("an admin's reset link sets a password once and ends every session", async () => {
  const { admin, viewer } = await makeTestProject();
  await openSession({ userId: viewer.userId }, "Firefox");
  const { url } = await createPasswordReset(admin, { member: viewer.userId });
  const token = new URL(url).searchParams.get("token") ?? "";
  expect(await resetPassword({ token, newPassword })).toEqual({ email: viewer.email });
  const open = await db.session.count({ where: { userId: viewer.userId, revokedAt: null } });
  expect(open).toBe(0);
  const again = resetPassword({ token, newPassword: oldPassword });
  await expect(again).rejects.toMatchObject({ code: "conflict" });
  await expect(
    checkPassword({ email: viewer.email, password: newPassword }, nowhere),
  ).resolves.toBeTruthy();
});

test("no answer about an account holds its password hash", async () => {
  const { account } = await makePerson();
  const shown = JSON.stringify(await getAccount(account));
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: account.userId } });
  expect(shown).toContain('"hasPassword":true');
  expect(shown).not.toContain(passwordHash);
});

test("once anybody has an account, no set-up link is made and none that is left works", async () => {
  await makePerson();
  expect(await issueSetUpToken()).toBeNull();
  const { token } = await issueToken(db, "set_up");
  const attempt = redeemSetUpToken(token, {
    name: "Mallory",
    email: "mallory@elsewhere.example",
    password: newPassword,
  });
  await expect(attempt).rejects.toMatchObject({ code: "conflict" });
});

test("a reset link is no set-up link", async () => {
  const { account } = await makePerson();
  const { token } = await issueToken(db, "set_up", { userId: account.userId });
  await expect(resetPassword({ token, newPassword })).rejects.toMatchObject({ code: "conflict" });
});
