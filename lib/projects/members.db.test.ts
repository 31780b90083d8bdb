import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { addMember } from "./add-member";
import { createPasswordReset } from "./create-password-reset";
import { listMembers } from "./reads";
import { removeMember } from "./remove-member";
import { makeTestProject } from "./test-project";
import { updateRole } from "./update-role";

const roleOf = async (project: Awaited<ReturnType<typeof makeTestProject>>, userId: string) =>
  (await listMembers(project.admin, { limit: 50 })).data.find(({ id }) => id === userId)?.role;

test("an admin gives a member another role, and the log says from what to what", async () => {
  const project = await makeTestProject();
  const { viewer, admin } = project;
  await updateRole(admin, { member: viewer.userId }, { role: "editor" });
  expect(await roleOf(project, viewer.userId)).toBe("editor");
  const event = await db.event.findFirst({
    where: { projectId: project.id, type: "member.role_changed" },
  });
  expect(event).toMatchObject({
    actorId: admin.userId,
    data: { name: "Vera", from: "viewer", to: "editor" },
  });
});

test("the last admin can be neither demoted nor removed, not even by their own hand", async () => {
  const project = await makeTestProject();
  const { admin } = project;
  const demotion = updateRole(admin, { member: admin.userId }, { role: "editor" });
  await expect(demotion).rejects.toMatchObject({ code: "conflict" });
  await expect(removeMember(admin, { member: admin.userId })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await roleOf(project, admin.userId)).toBe("admin");
});

test("two admins who demote each other at the same moment leave one of them", async () => {
  const project = await makeTestProject();
  const { admin, editor } = project;
  await updateRole(admin, { member: editor.userId }, { role: "admin" });
  const outcomes = await Promise.allSettled([
    updateRole(admin, { member: editor.userId }, { role: "viewer" }),
    updateRole(admin, { member: admin.userId }, { role: "viewer" }),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const admins = await db.member.count({ where: { projectId: project.id, role: "admin" } });
  expect(admins).toBe(1);
});

test("anybody may leave, only admins remove others", async () => {
  const { id, viewer, editor, admin } = await makeTestProject();
  await expect(removeMember(editor, { member: viewer.userId })).rejects.toMatchObject({
    code: "forbidden",
  });
  await removeMember(viewer, { member: viewer.userId });
  await removeMember(admin, { member: editor.userId });
  expect(await db.member.count({ where: { projectId: id } })).toBe(2);
});

test("a member of another project does not exist here", async () => {
  const [here, there] = await Promise.all([makeTestProject(), makeTestProject()]);
  const removal = removeMember(here.admin, { member: there.viewer.userId });
  await expect(removal).rejects.toMatchObject({ code: "not_found" });
  const reset = createPasswordReset(here.admin, { member: there.viewer.userId });
  await expect(reset).rejects.toMatchObject({ code: "not_found" });
});

test("nobody resets the password of a person who is also in a project of others", async () => {
  const [here, there] = await Promise.all([makeTestProject(), makeTestProject()]);
  await addMember(here.admin, { email: there.admin.email, role: "viewer" });
  const reset = createPasswordReset(here.admin, { member: there.admin.userId });
  await expect(reset).rejects.toMatchObject({ code: "forbidden" });
  const { url } = await createPasswordReset(here.admin, { member: here.viewer.userId });
  expect(url).toContain("/reset-password?token=");
});
