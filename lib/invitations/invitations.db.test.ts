import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { makeActor } from "@/lib/auth/actor";
import { isRightPassword } from "@/lib/auth/passwords/password";
import { db } from "@/lib/db/client";
import { makeTestProject } from "@/lib/projects/test-project";
import { acceptInvitation } from "./accept-invitation";
import { createInvitation } from "./create-invitation";
import { getInvitationState } from "./reads";
import { registerPerson } from "./register-person";
import { revokeInvitation } from "./revoke-invitation";

const password = "correct horse battery";
const tokenOf = ({ url }: { url: string }) => url.split("/").at(-1) ?? "";
const someEmail = () => `lea-${randomUUID().slice(0, 8)}@northwind.example`;

test("a new person joins by the link, with the role that was given", async () => {
  const project = await makeTestProject();
  const email = someEmail();
  const token = tokenOf(await createInvitation(project.admin, { role: "editor" }));
  expect(await getInvitationState(token)).toMatchObject({
    state: "open",
    project: { slug: project.slug },
    invitedBy: "Priya",
  });
  const accepted = await registerPerson({ token, name: "Lea", email, password });
  expect(accepted).toEqual({ project: project.slug });
  const user = await db.user.findUniqueOrThrow({ where: { email }, include: { members: true } });
  expect(user.members).toMatchObject([{ projectId: project.id, role: "editor" }]);
  expect(await isRightPassword(password, user.passwordHash)).toBe(true);
});

test("a link works once", async () => {
  const { admin } = await makeTestProject();
  const token = tokenOf(await createInvitation(admin, { role: "viewer" }));
  await registerPerson({ token, name: "Lea", email: someEmail(), password });
  expect(await getInvitationState(token)).toEqual({ state: "used" });
  const again = registerPerson({ token, name: "Max", email: someEmail(), password });
  await expect(again).rejects.toMatchObject({ code: "conflict" });
});

test("of two people who use one link at the same moment one gets in", async () => {
  const project = await makeTestProject();
  const token = tokenOf(await createInvitation(project.admin, { role: "viewer" }));
  const outcomes = await Promise.allSettled([
    registerPerson({ token, name: "Lea", email: someEmail(), password }),
    registerPerson({ token, name: "Max", email: someEmail(), password }),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.member.count({ where: { projectId: project.id } })).toBe(5);
});

test("an invitation for one address does not let in another", async () => {
  const { admin } = await makeTestProject();
  const token = tokenOf(await createInvitation(admin, { role: "admin", email: someEmail() }));
  const wrong = registerPerson({ token, name: "Max", email: someEmail(), password });
  await expect(wrong).rejects.toMatchObject({ code: "forbidden" });
  expect(await getInvitationState(token)).toMatchObject({ state: "open" });
});

test("revoked and expired links say which they are and let nobody in", async () => {
  const { admin } = await makeTestProject();
  const revoked = await createInvitation(admin, { role: "viewer" });
  await revokeInvitation(admin, { invitation: revoked.id });
  expect(await getInvitationState(tokenOf(revoked))).toEqual({ state: "revoked" });
  const expired = await createInvitation(admin, { role: "viewer" });
  await db.invitation.update({ where: { id: expired.id }, data: { expiresAt: new Date(0) } });
  expect(await getInvitationState(tokenOf(expired))).toEqual({ state: "expired" });
  expect(await getInvitationState("made-up-token-of-some-length")).toEqual({ state: "unknown" });
  for (const { url } of [revoked, expired]) {
    const attempt = registerPerson({
      token: tokenOf({ url }),
      name: "Lea",
      email: someEmail(),
      password,
    });
    await expect(attempt).rejects.toMatchObject({ code: "conflict" });
  }
});

test("a signed-in person joins a second project; a member keeps their role and the link", async () => {
  const [first, second] = await Promise.all([makeTestProject(), makeTestProject()]);
  const account = ({ userId, name, email }: typeof first.viewer) =>
    makeActor({ kind: "account", userId, name, email, sessionId: randomUUID() });
  const token = tokenOf(await createInvitation(second.admin, { role: "viewer" }));
  const already = acceptInvitation(account(second.admin), { token });
  await expect(already).rejects.toMatchObject({ code: "conflict" });
  expect(await acceptInvitation(account(first.viewer), { token })).toEqual({
    project: second.slug,
  });
});

test("only the hash of a link is stored, and only admins invite", async () => {
  const { id, admin, reviewer } = await makeTestProject();
  const token = tokenOf(await createInvitation(admin, { role: "viewer" }));
  const rows = await db.invitation.findMany({ where: { projectId: id } });
  const events = await db.event.findMany({ where: { projectId: id } });
  expect(JSON.stringify([rows, events])).not.toContain(token);
  await expect(createInvitation(reviewer, { role: "viewer" })).rejects.toMatchObject({
    code: "forbidden",
  });
});
