import { beforeAll, expect, test } from "vitest";
import * as apiKey from "@/app/api/v1/projects/[project]/api-keys/[key]/route";
import * as apiKeys from "@/app/api/v1/projects/[project]/api-keys/route";
import * as connection from "@/app/api/v1/projects/[project]/connections/[connection]/route";
import * as connectionTests from "@/app/api/v1/projects/[project]/connections/[connection]/tests/route";
import * as connections from "@/app/api/v1/projects/[project]/connections/route";
import * as environment from "@/app/api/v1/projects/[project]/environments/[environment]/route";
import * as environments from "@/app/api/v1/projects/[project]/environments/route";
import * as events from "@/app/api/v1/projects/[project]/events/route";
import * as invitations from "@/app/api/v1/projects/[project]/invitations/route";
import * as resets from "@/app/api/v1/projects/[project]/members/[member]/password-resets/route";
import * as member from "@/app/api/v1/projects/[project]/members/[member]/route";
import * as members from "@/app/api/v1/projects/[project]/members/route";
import * as recordingImports from "@/app/api/v1/projects/[project]/recordings/imports/route";
import { systemActor } from "@/lib/auth/actor";
import type { Role } from "@/lib/auth/contract";
import { createApiKey } from "./create-api-key";
import { makeTestProject, type TestProject } from "./test-project";

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;

let here: TestProject;
let there: TestProject;
const keys = {} as Record<Role | "stranger", string>;

beforeAll(async () => {
  [here, there] = [await makeTestProject(), await makeTestProject()];
  for (const role of ["viewer", "editor", "reviewer", "admin"] as const) {
    const actsAs = here[role].email;
    const key = await createApiKey(systemActor(here, "operator"), {
      name: role,
      scopes: ["admin"],
      actsAs,
    });
    keys[role] = key.apiKey;
  }
  const stranger = await createApiKey(there.admin, { name: "stranger", scopes: ["admin"] });
  keys.stranger = stranger.apiKey;
}, 60_000);

async function call(
  handler: Handler,
  who: keyof typeof keys,
  method: string,
  params: Record<string, string> = {},
  body?: unknown,
): Promise<Response> {
  const headers: Record<string, string> = { authorization: `Bearer ${keys[who]}` };
  if (body !== undefined) headers["content-type"] = "application/json";
  const request = new Request("http://galley.test/", {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve({ project: here.slug, ...params }) });
}

const nobody = "01890000-0000-7000-8000-000000000000";
const adminOnly: [string, Handler, string, Record<string, string>, unknown][] = [
  ["invite", invitations.POST, "POST", {}, { role: "viewer" }],
  ["change a role", member.PATCH, "PATCH", { member: nobody }, { role: "viewer" }],
  ["remove a member", member.DELETE, "DELETE", { member: nobody }, undefined],
  ["make a reset link", resets.POST, "POST", { member: nobody }, undefined],
  ["make a key", apiKeys.POST, "POST", {}, { name: "ci", scopes: ["admin"] }],
  ["revoke a key", apiKey.DELETE, "DELETE", { key: nobody }, undefined],
  ["add a connection", connections.POST, "POST", {}, { name: "control", kind: "local-baseline" }],
  ["edit a connection", connection.PATCH, "PATCH", { connection: "none" }, {}],
  ["remove a connection", connection.DELETE, "DELETE", { connection: "none" }, undefined],
  ["test a connection", connectionTests.POST, "POST", { connection: "none" }, undefined],
  ["add an environment", environments.POST, "POST", {}, { name: "canary" }],
  ["edit an environment", environment.PATCH, "PATCH", { environment: "none" }, {}],
  ["read the audit log", events.GET, "GET", {}, undefined],
  ["list API keys", apiKeys.GET, "GET", {}, undefined],
  ["list invitations", invitations.GET, "GET", {}, undefined],
];

test.each(adminOnly)("only an admin may %s", async (_, handler, method, params, body) => {
  for (const role of ["viewer", "editor", "reviewer"] as const) {
    const refused = await call(handler, role, method, params, body);
    expect([role, refused.status]).toEqual([role, 403]);
    expect(await refused.json()).toMatchObject({ code: "forbidden" });
  }
  const allowed = await call(handler, "admin", method, params, body);
  expect([200, 201, 204, 404]).toContain(allowed.status);
});

test.each(adminOnly)("to a key of another project there is nothing to %s", async (_, ...route) => {
  const [handler, method, params, body] = route;
  expect((await call(handler, "stranger", method, params, body)).status).toBe(404);
});

test.each([
  ["members", members.GET],
  ["environments", environments.GET],
  ["connections", connections.GET],
] as [string, Handler][])(
  "every member reads the list of %s, strangers get 404",
  async (_, get) => {
    expect((await call(get, "viewer", "GET")).status).toBe(200);
    expect((await call(get, "stranger", "GET")).status).toBe(404);
  },
);

test("a key without the scope admin manages nothing, whoever made it", async () => {
  const { apiKey: key } = await createApiKey(here.admin, {
    name: "reads only",
    scopes: ["prompts:read"],
  });
  const headers = { authorization: `Bearer ${key}` };
  const request = new Request("http://galley.test/", { headers });
  const response = await events.GET(request, { params: Promise.resolve({ project: here.slug }) });
  expect(response.status).toBe(403);
});

test("a body that is no recording is refused before anything is read", async () => {
  const response = await call(recordingImports.POST, "admin", "POST", {}, {});
  expect(response.status).toBe(415);
});
