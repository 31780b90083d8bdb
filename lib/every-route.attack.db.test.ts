import { beforeAll, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { ROLES, type Role, SCOPES, type Scope } from "@/lib/auth/contract";
import { createApiKey } from "@/lib/projects/create-api-key";
import { makeTestProject, type TestProject } from "@/lib/projects/test-project";
import { attack } from "@/scripts/testing/attack";
import { changedTables, readDatabaseState } from "@/scripts/testing/routes/database-state";
import { findExample, inOrder, requestOf } from "@/scripts/testing/routes/example-requests";
import {
  callRoute,
  isInProject,
  isWrite,
  listMountedRoutes,
  type MountedRoute,
  needOf,
  type Sent,
} from "@/scripts/testing/routes/mounted-routes";
import { missingIds, ownIds } from "@/scripts/testing/routes/path-ids";
import {
  makeWholeProject,
  SENTINEL,
  type WholeProject,
} from "@/scripts/testing/routes/whole-project";

/** Each walks some hundred calls, on a machine that other tests share. */
const WALK_MS = 180_000;

let routes: MountedRoute[];
let ours: WholeProject;
/** For calls that are allowed: each of them changes it. */
let changing: WholeProject;
let theirs: TestProject;

beforeAll(async () => {
  routes = (await listMountedRoutes()).filter(isInProject);
  ours = await makeWholeProject();
  changing = await makeWholeProject();
  theirs = await makeTestProject();
}, WALK_MS);

async function makeKey(
  project: TestProject,
  scopes: readonly Scope[],
  actsAs?: Role,
): Promise<string> {
  const { apiKey } = await createApiKey(systemActor(project, "operator"), {
    name: "walk",
    scopes: [...scopes],
    ...(actsAs ? { actsAs: project[actsAs].email } : {}),
  });
  return apiKey;
}

const withKey = (sent: Sent, apiKey: string): Sent => ({
  ...sent,
  headers: { ...sent.headers, authorization: `Bearer ${apiKey}` },
});

/** Reading every table takes longer than a call, so it is done after so many routes. */
const AT_ONCE = 20;

/** Calls route by route; what they change in the database is added to `wrong`. */
async function walkUnchanged(
  wrong: string[],
  call: (route: MountedRoute) => Promise<unknown>,
): Promise<void> {
  let before = await readDatabaseState();
  for (let from = 0; from < routes.length; from += AT_ONCE) {
    const some = routes.slice(from, from + AT_ONCE);
    for (const route of some) await call(route);
    const after = await readDatabaseState();
    const changed = changedTables(before, after);
    const names = some.map(({ name }) => name).join(", ");
    if (changed.length > 0) wrong.push(`${changed.join(", ")} changed by one of ${names}`);
    before = after;
  }
}

/** A stream is left as soon as it answers. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return "";
  }
  return response.text();
}

test("each route has an example, and each name in its path an id of the project", () => {
  expect(routes.length).toBeGreaterThan(130);
  expect(routes.filter((route) => !findExample(route, ours)).map(({ name }) => name)).toEqual([]);
  expect(routes.flatMap(missingIds)).toEqual([]);
});

test("only these writes are open to viewers", () => {
  const open = routes.filter((route) => isWrite(route) && needOf(route).role === "viewer");
  expect(open.map(({ name }) => name.replace("/api/v1/projects/{project}", ""))).toEqual([
    // To leave the project oneself.
    "DELETE /members/{member}",
    "POST /chain-checks",
    "POST /chain-proposals",
    "POST /chains/{name}/draft-diffs",
    "POST /document-sets/{name}/searches",
    "POST /notifications/reads",
    "POST /prompts/{name}/spec/previews",
    "POST /rollouts/previews",
    "POST /segments/previews",
    "POST /size-previews",
  ]);
});

attack(
  "nobody",
  "every route of a project without a key or a session",
  async () => {
    const wrong: string[] = [];
    await walkUnchanged(wrong, async (route) => {
      const { status } = await callRoute(route, requestOf(route, ours));
      if (status !== 401) wrong.push(`${route.name}: ${status}`);
    });
    expect(wrong).toEqual([]);
    return `401 for all ${routes.length}, nothing written`;
  },
  WALK_MS,
);

attack(
  "another project's admin key",
  "every route of our project, and every route of theirs with the ids of one of everything of ours",
  async () => {
    const key = await makeKey(theirs, ["admin"], "admin");
    const wrong: string[] = [];
    let [count, foreign] = [0, 0];
    await walkUnchanged(wrong, async (route) => {
      const sent = requestOf(route, ours);
      const outside = await callRoute(route, withKey(sent, key));
      if (outside.status !== 404) wrong.push(`${route.name} in ours: ${outside.status}`);
      count += 1;
      if (ownIds(route).length === 0) return;
      foreign += 1;
      const params = { ...sent.params, project: theirs.slug };
      const inside = await callRoute(route, withKey({ ...sent, params }, key));
      if (inside.status !== 404) wrong.push(`${route.name} in theirs: ${inside.status}`);
      if ((await textOf(inside)).includes(SENTINEL)) wrong.push(`${route.name} shows ours`);
    });
    expect(wrong).toEqual([]);
    return `404 for all ${count} and ${foreign}, nothing written`;
  },
  WALK_MS,
);

attack(
  "another project's admin key",
  "names of ours in the body or the query of their own routes",
  async () => {
    const key = await makeKey(theirs, ["admin"], "admin");
    const wrong: string[] = [];
    const plain = routes.filter((route) => ownIds(route).length === 0);
    for (const route of plain) {
      const sent = requestOf(route, ours);
      const params = { ...sent.params, project: theirs.slug };
      const response = await callRoute(route, withKey({ ...sent, params }, key));
      const text = await textOf(response);
      if (response.status >= 500) wrong.push(`${route.name}: ${response.status}`);
      // What they sent themselves may come back.
      const isEcho = JSON.stringify(sent.body ?? "").includes(SENTINEL);
      if (text.includes(SENTINEL) && !isEcho) wrong.push(`${route.name} shows ours`);
    }
    expect(wrong).toEqual([]);
    return `nothing of ours in ${plain.length} answers`;
  },
  WALK_MS,
);

/** Written down again on purpose: the code's own table could be wrong. */
const INCLUDED: Record<Scope, readonly Scope[]> = {
  "prompts:read": [],
  "prompts:write": ["prompts:read"],
  "evals:read": [],
  "evals:write": ["evals:read"],
  "reviews:write": ["prompts:read"],
  "releases:write": ["prompts:read"],
  "traces:read": [],
  "traces:write": [],
  admin: SCOPES,
};

function suffices(route: MountedRoute, scope: Scope): boolean {
  const { scope: needed, reads } = needOf(route);
  const has = (one: Scope) => one === scope || INCLUDED[scope].includes(one);
  return has(needed) && (!reads || has(reads));
}

attack(
  "a key with one scope",
  "every route that the scope is not enough for",
  async () => {
    const wrong: string[] = [];
    let refused = 0;
    const keys = new Map<Scope, string>();
    // As an admin, so that it is the scope alone that refuses.
    for (const scope of SCOPES) keys.set(scope, await makeKey(ours, [scope], "admin"));
    await walkUnchanged(wrong, async (route) => {
      const tooFew = SCOPES.filter((scope) => !suffices(route, scope));
      const answers = tooFew.map(async (scope) => {
        const sent = withKey(requestOf(route, ours), keys.get(scope) ?? "");
        const { status } = await callRoute(route, sent);
        if (status !== 403) wrong.push(`${route.name} ${scope}: ${status}`);
      });
      await Promise.all(answers);
      refused += tooFew.length;
    });
    expect(wrong).toEqual([]);
    return `403 for all ${refused}, nothing written`;
  },
  WALK_MS,
);

attack(
  "a key with one scope",
  "every writing route that the scope is enough for: a refusal after the write",
  async () => {
    const wrong: string[] = [];
    let [done, refused] = [0, 0];
    const keys = new Map<string, string>();
    for (const scope of SCOPES) {
      keys.set(scope, await makeKey(changing, [scope]));
      keys.set(`${scope} as admin`, await makeKey(changing, [scope], "admin"));
    }
    const writes = inOrder(routes.filter(isWrite), changing);
    let before = await readDatabaseState();
    for (const route of writes) {
      const { scope, reads } = needOf(route);
      for (const one of SCOPES.filter((each) => each === "admin" || suffices(route, each))) {
        const example = requestOf(route, changing);
        const key = keys.get(example.isPersonal ? `${one} as admin` : one) ?? "";
        if (example.prepare) {
          await example.prepare(changing, example.isPersonal ? changing.admin.userId : null);
          before = await readDatabaseState();
        }
        const response = await callRoute(route, withKey(example, key));
        const after = await readDatabaseState();
        const changed = changedTables(before, after);
        before = after;
        const answer = `${route.name} ${one}: ${response.status} ${await textOf(response)}`;
        if (response.ok) done += 1;
        else refused += 1;
        if (!response.ok && changed.length > 0) wrong.push(`${answer}, and wrote ${changed}`);
        // A key with another scope that includes it comes second, when what it deletes is gone.
        if (!response.ok && one === scope && !reads) wrong.push(answer);
      }
    }
    expect(wrong).toEqual([]);
    return `${done} done, ${refused} refused with the database as it was`;
  },
  WALK_MS,
);

attack(
  "viewer, editor, reviewer",
  "every route above their role",
  async () => {
    const wrong: string[] = [];
    let refused = 0;
    const keys = new Map<Role, string>();
    for (const role of ROLES) keys.set(role, await makeKey(ours, SCOPES, role));
    await walkUnchanged(wrong, async (route) => {
      const below = ROLES.slice(0, ROLES.indexOf(needOf(route).role));
      const answers = below.map(async (role) => {
        const sent = withKey(requestOf(route, ours), keys.get(role) ?? "");
        const { status } = await callRoute(route, sent);
        if (status !== 403) wrong.push(`${route.name} ${role}: ${status}`);
      });
      await Promise.all(answers);
      refused += below.length;
    });
    expect(wrong).toEqual([]);
    return `403 for all ${refused}, nothing written`;
  },
  WALK_MS,
);
