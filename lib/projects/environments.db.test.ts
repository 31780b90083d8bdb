import { expect, test } from "vitest";
import { createEnvironment } from "./create-environment";
import { listEnvironments } from "./reads";
import { makeTestProject } from "./test-project";
import { updateEnvironment } from "./update-environment";

const open = { requiredApprovals: 0, requiresGates: false, releaseRole: "editor" } as const;

test("a project starts with a protected production and an open staging", async () => {
  const { viewer } = await makeTestProject();
  const { data } = await listEnvironments(viewer);
  expect(data).toMatchObject([
    { name: "production", requiredApprovals: 1, requiresGates: true },
    { name: "staging", requiredApprovals: 0, requiresGates: false },
  ]);
});

test("a new environment comes last and can be moved to the front", async () => {
  const { admin } = await makeTestProject();
  await createEnvironment(admin, { name: "eu-production", ...open });
  await updateEnvironment(admin, { environment: "eu-production" }, { position: 0 });
  const { data } = await listEnvironments(admin);
  expect(data.map(({ name, position }) => [name, position])).toEqual([
    ["eu-production", 0],
    ["production", 1],
    ["staging", 2],
  ]);
});

test("a name is used once in a project", async () => {
  const { admin } = await makeTestProject();
  const again = createEnvironment(admin, { name: "staging", ...open });
  await expect(again).rejects.toMatchObject({ code: "conflict" });
});

test("only admins change what a release needs", async () => {
  const { reviewer, admin } = await makeTestProject();
  const edit = { requiredApprovals: 0 };
  const refused = updateEnvironment(reviewer, { environment: "production" }, edit);
  await expect(refused).rejects.toMatchObject({ code: "forbidden" });
  const changed = await updateEnvironment(admin, { environment: "production" }, edit);
  expect(changed).toMatchObject({ requiredApprovals: 0, requiresGates: true });
});
