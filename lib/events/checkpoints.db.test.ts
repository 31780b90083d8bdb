import { appendFileSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { announceCheckpoint } from "@/lib/notifications/checkpoint-loop";
import { createWebhook } from "@/lib/notifications/create-webhook";
import { makeTestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { asOwner } from "@/scripts/testing/as-owner";
import { checkpointFile, loadCheckpoints } from "./checkpoints";
import { verifyEvents } from "./reads";
import { sealOldEvents } from "./seal-old-events";
import { startCheckpoints } from "./write-checkpoints";

const ofProject = async (id: string) =>
  (await loadCheckpoints()).checkpoints.filter(({ projectId }) => projectId === id);

test("a head is written once, and again when it has moved", async () => {
  const { id, admin, viewer } = await makeTestProject();
  const writeCheckpoints = startCheckpoints();
  await writeCheckpoints();
  await writeCheckpoints();
  expect(await ofProject(id)).toMatchObject([{ count: 1 }]);
  await updateRole(admin, { member: viewer.userId }, { role: "editor" });
  await startCheckpoints()();
  expect(await ofProject(id)).toMatchObject([{ count: 1 }, { count: 2 }]);
});

test("a line that was cut by a crash spoils no other", async () => {
  const { id } = await makeTestProject();
  appendFileSync(checkpointFile(), '{"project":"acme","cou');
  await startCheckpoints()();
  expect(await ofProject(id)).toHaveLength(1);
  expect(readFileSync(checkpointFile(), "utf8")).toMatch(/cou\n\{.*\}\n/);
});

test("a webhook that asks for checkpoints gets the signed head, and nobody's inbox does", async () => {
  const { id, admin } = await makeTestProject();
  const url = "https://hooks.example/audit";
  await createWebhook(admin, { url, types: ["audit.checkpoint"], format: "json" });
  await startCheckpoints()();
  const [checkpoint] = await ofProject(id);
  if (!checkpoint) throw new Error("There is no checkpoint.");
  await announceCheckpoint(checkpoint);
  const [delivery] = await db.webhookDelivery.findMany({ where: { webhook: { projectId: id } } });
  expect(delivery?.payload).toMatchObject({
    type: "audit.checkpoint",
    data: { checkpoint: { count: 2, seal: checkpoint.seal, hash: checkpoint.hash } },
  });
  expect(await db.notification.count({ where: { projectId: id } })).toBe(0);
});

/** As a version without a key left it. */
async function makeOldProject() {
  const project = await makeTestProject();
  await updateRole(project.admin, { member: project.viewer.userId }, { role: "editor" });
  await asOwner(async (client) => {
    await client.query("set session_replication_role = replica");
    await client.query("update event set seal = null where project_id = $1", [project.id]);
    await client.query("delete from event_head where project_id = $1", [project.id]);
  });
  return project;
}

test("events of a version without a key are sealed at the next start, and the log says until when", async () => {
  const { id, admin } = await makeOldProject();
  expect(await verifyEvents(admin)).toMatchObject({ isWhole: true, count: 2 });
  await sealOldEvents();
  await sealOldEvents();
  const events = await db.event.findMany({ where: { projectId: id }, orderBy: { seq: "asc" } });
  expect(events.map(({ type }) => type)).toEqual([
    "project.created",
    "member.role_changed",
    "audit.sealed",
  ]);
  expect(await verifyEvents(admin)).toMatchObject({
    isWhole: true,
    count: 3,
    unsealedUntil: events[1]?.at.toISOString(),
  });
});

test("an old event that is replaced after the sealing no longer fits", async () => {
  const { id, admin } = await makeOldProject();
  await sealOldEvents();
  await asOwner(async (client) => {
    await client.query("set session_replication_role = replica");
    await client.query("delete from event where project_id = $1 and seq = 2", [id]);
  });
  expect(await verifyEvents(admin)).toMatchObject({ isWhole: false, brokenAt: 2 });
});
