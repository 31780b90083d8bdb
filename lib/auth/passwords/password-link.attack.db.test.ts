import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type Actor, makeActor } from "@/lib/auth/actor";
import { findKey } from "@/lib/auth/find-key";
import { openSession } from "@/lib/auth/sessions/open-session";
import { db } from "@/lib/db/client";
import { withClient } from "@/lib/http/current-client";
import { acceptInvitation } from "@/lib/invitations/accept-invitation";
import { createInvitation } from "@/lib/invitations/create-invitation";
import { registerPerson } from "@/lib/invitations/register-person";
import { addMember } from "@/lib/projects/add-member";
import { createApiKey } from "@/lib/projects/create-api-key";
import { createPasswordReset } from "@/lib/projects/create-password-reset";
import { createProject } from "@/lib/projects/create-project";
import { removeMember } from "@/lib/projects/remove-member";
import { revokeApiKey } from "@/lib/projects/revoke-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { attack } from "@/scripts/testing/attack";
import { changePassword } from "./change-password";
import { redeemSetUpToken } from "./redeem-set-up-token";
import { resetPassword } from "./reset-password";

const newPassword = "mallory knows this one";
type Member = Actor & { kind: "member" };

async function linkFor(admin: Actor, { userId }: Member): Promise<string> {
  const { url } = await createPasswordReset(admin, { member: userId });
  return new URL(url).searchParams.get("token") ?? "";
}

async function accountOf({ userId, name, email }: Member) {
  const { id: sessionId } = await openSession({ userId }, null);
  return makeActor({ kind: "account", userId, name, email, sessionId });
}

/** What may happen between the making of a link and its use; each ends it. */
const changes: Record<string, (here: TestProject, there: TestProject) => Promise<unknown>> = {
  "the person accepted an invitation to another project": async ({ viewer }, there) => {
    const { url } = await createInvitation(there.admin, { role: "viewer" });
    const token = url.split("/").at(-1) ?? "";
    return acceptInvitation(await accountOf(viewer), { token });
  },
  "an operator added the person to another project": ({ viewer }, there) =>
    addMember(there.admin, { email: viewer.email, role: "viewer" }),
  "the person created a project": async ({ viewer }) =>
    createProject(await accountOf(viewer), {
      slug: `own-${randomUUID().slice(0, 8)}`,
      name: "Own",
    }),
  "the person left": ({ viewer }) => removeMember(viewer, { member: viewer.userId }),
  "the person got another role": ({ admin, viewer }) =>
    updateRole(admin, { member: viewer.userId }, { role: "reviewer" }),
  "the person changed the password": async ({ viewer }) =>
    changePassword(await accountOf(viewer), { newPassword: "seven boats leave at noon" }),
  "the person joined past every verb": async ({ viewer }, there) =>
    db.member.create({ data: { projectId: there.id, userId: viewer.userId, role: "viewer" } }),
  "its maker is no admin any more": async ({ id, admin, editor }) => {
    await updateRole(admin, { member: editor.userId }, { role: "admin" });
    await db.member.update({
      where: { projectId_userId: { projectId: id, userId: admin.userId } },
      data: { role: "viewer" },
    });
  },
  "its maker was removed": async ({ admin, editor }) => {
    await updateRole(admin, { member: editor.userId }, { role: "admin" });
    const second: Actor = { ...editor, role: "admin" };
    await removeMember(second, { member: admin.userId });
  },
};

for (const [what, change] of Object.entries(changes)) {
  attack("admin", `a password link from before: ${what}`, async () => {
    const [here, there] = await Promise.all([makeTestProject(), makeTestProject()]);
    const token = await linkFor(here.admin, here.viewer);
    await change(here, there);
    const before = await db.user.findUniqueOrThrow({ where: { id: here.viewer.userId } });
    const use = resetPassword({ token, newPassword });
    await expect(use).rejects.toMatchObject({ code: "conflict" });
    const after = await db.user.findUniqueOrThrow({ where: { id: here.viewer.userId } });
    expect(after.passwordHash).toBe(before.passwordHash);
    return "409, the password stays";
  });
}

attack("admin key", "a password link from before the key was revoked", async () => {
  const { slug, admin, viewer } = await makeTestProject();
  const { apiKey, id } = await createApiKey(admin, { name: "ci", scopes: ["admin"] });
  const key = await findKey(apiKey, slug);
  const token = await linkFor(key, viewer);
  await revokeApiKey(admin, { key: id });
  await expect(resetPassword({ token, newPassword })).rejects.toMatchObject({ code: "conflict" });
  return "409";
});

attack("admin", "two password links for one person, one of them used", async () => {
  const { admin, viewer } = await makeTestProject();
  const [first, second] = [await linkFor(admin, viewer), await linkFor(admin, viewer)];
  await resetPassword({ token: first, newPassword });
  const again = resetPassword({ token: second, newPassword: "mallory knows that one" });
  await expect(again).rejects.toMatchObject({ code: "conflict" });
  return "the other one is 409";
});

test("an admin of all the person's projects sets the password", async () => {
  const [here, there] = await Promise.all([makeTestProject(), makeTestProject()]);
  await addMember(there.admin, { email: here.viewer.email, role: "viewer" });
  await addMember(there.admin, { email: here.admin.email, role: "admin" });
  const token = await linkFor(here.admin, here.viewer);
  await expect(resetPassword({ token, newPassword })).resolves.toEqual({
    email: here.viewer.email,
  });
});

attack("nobody", "made-up set-up, password and invitation tokens, 25 of each", async () => {
  const person = { name: "Mallory", email: "mallory@elsewhere.example", password: newPassword };
  const plays: Record<string, (token: string) => Promise<unknown>> = {
    setUp: (token) => redeemSetUpToken(token, person),
    reset: (token) => resetPassword({ token, newPassword }),
    invitation: (token) => registerPerson({ token, ...person }),
  };
  for (const [kind, play] of Object.entries(plays)) {
    const client = { address: `192.0.2.${kind}`, protocol: "http", host: "localhost" } as const;
    const request = { ...client, path: "/", isThisMachine: false };
    const codes: string[] = [];
    for (let tries = 0; tries < 25; tries += 1) {
      const outcome = withClient(request, () => play(`made-up-token-${randomUUID()}`));
      codes.push(await outcome.then(String, (error: { code: string }) => error.code));
    }
    expect(
      codes.filter((code) => code === "conflict"),
      kind,
    ).toHaveLength(20);
    expect(
      codes.filter((code) => code === "too_many_requests"),
      kind,
    ).toHaveLength(5);
  }
  return "429 after 20 in a minute";
});
