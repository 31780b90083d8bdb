import { expect, test } from "vitest";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject } from "@/lib/projects/test-project";
import { updateRole } from "@/lib/projects/update-role";
import { asOwner } from "@/scripts/testing/as-owner";
import { exportEvents } from "./export-events";
import { listEvents, verifyEvents } from "./reads";

async function makeHistory() {
  const project = await makeTestProject();
  const { admin, viewer } = project;
  await updateRole(admin, { member: viewer.userId }, { role: "editor" });
  await createApiKey(admin, { name: "=HYPERLINK(1)", scopes: ["admin"] });
  return project;
}

test("the audit log is read newest first, page by page, without gaps", async () => {
  const { admin } = await makeHistory();
  const first = await listEvents(admin, { limit: 2 });
  const rest = await listEvents(admin, { limit: 2, cursor: first.nextCursor ?? "" });
  expect([...first.data, ...rest.data].map(({ seq, type }) => [seq, type])).toEqual([
    [3, "api_key.created"],
    [2, "member.role_changed"],
    [1, "project.created"],
  ]);
  expect(rest.nextCursor).toBeNull();
});

test("events are found by who, what and when", async () => {
  const { admin } = await makeHistory();
  const types = async (filter: Parameters<typeof listEvents>[1]) =>
    (await listEvents(admin, filter)).data.map(({ type }) => type);
  expect(await types({ limit: 9, type: "member" })).toEqual(["member.role_changed"]);
  expect(await types({ limit: 9, actor: "priya", type: "api_key" })).toEqual(["api_key.created"]);
  expect(await types({ limit: 9, actor: "nobody" })).toEqual([]);
  expect(await types({ limit: 9, to: "2020-01-01T00:00:00Z" })).toEqual([]);
});

test("only admins read the audit log", async () => {
  const { reviewer } = await makeHistory();
  await expect(listEvents(reviewer, { limit: 9 })).rejects.toMatchObject({ code: "forbidden" });
  await expect(exportEvents(reviewer, { format: "csv" })).rejects.toThrow("admin");
});

test("the export is CSV in which no name becomes a formula", async () => {
  const { admin } = await makeHistory();
  const csv = await (await exportEvents(admin, { format: "csv" })).text();
  expect(csv.split("\n")[0]).toBe("seq,at,actor_kind,actor,type,subject_type,subject,data,hash");
  expect(csv).toContain("member.role_changed");
  expect(csv).not.toMatch(/(^|,)"?=/m);
});

test("as JSON lines every event is there with its hash, and filters hold", async () => {
  const { admin } = await makeHistory();
  const read = async (filter: { type?: string }) => {
    const answer = await exportEvents(admin, { format: "jsonl", ...filter });
    const lines = (await answer.text()).trimEnd().split("\n");
    return lines.map((line) => JSON.parse(line) as { seq: number; type: string; hash: string });
  };
  const whole = await read({});
  expect(whole.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(whole.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
  expect((await read({ type: "api_key" })).map(({ type }) => type)).toEqual(["api_key.created"]);
});

test("the chain is whole until somebody changes a row in the database", async () => {
  const { id, admin } = await makeHistory();
  expect(await verifyEvents(admin)).toMatchObject({ isWhole: true, count: 3, brokenAt: null });
  await asOwner(async (client) => {
    await client.query("set session_replication_role = replica");
    await client.query("update event set actor_name = 'nobody' where project_id = $1 and seq = 2", [
      id,
    ]);
  });
  expect(await verifyEvents(admin)).toMatchObject({ isWhole: false, brokenAt: 2 });
});
