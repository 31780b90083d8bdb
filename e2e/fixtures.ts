import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import {
  type APIRequestContext,
  type APIResponse,
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { encode } from "next-auth/jwt";
import pg from "pg";
import { settling } from "./when-ready";

export { expect };

export type Role = "viewer" | "editor" | "reviewer" | "admin";

/** Named characters, so that tests read like stories. */
const NAMES: Record<Role, string> = {
  viewer: "Vera",
  editor: "Ines",
  reviewer: "Tomas",
  admin: "Priya",
};

export interface TestProject {
  id: string;
  slug: string;
  /** `/<slug>/…` */
  at: (path: string) => string;
  userIds: Record<Role, string>;
  apiKey: string;
}

interface Fixtures {
  /** A project of its own with one member per role and a key with all scopes. */
  project: TestProject;
  /** The API as that key. */
  api: Api;
  /** The API as one of its members, with that member's role. */
  apiAs: (role: Role) => Promise<Api>;
  /** Puts a session into the database and its cookie into the browser. */
  signIn: (role: Role) => Promise<Page>;
  /** The same in a browser of their own, for tests of several people; also for people of another project. */
  signInApart: (role: Role, of?: TestProject) => Promise<Page>;
  /** Another project, with other people. */
  otherProject: TestProject;
}

/** Calls below `/api/v1/projects/<slug>`; throws with the answer when it is not 2xx. */
export interface Api {
  get: (path: string) => Promise<unknown>;
  /** Whatever it answers, refusals too. */
  ask: (method: "GET" | "POST", path: string, body?: object) => Promise<APIResponse>;
  post: (path: string, body: object) => Promise<unknown>;
  put: (path: string, body: object) => Promise<unknown>;
  patch: (path: string, body: object) => Promise<unknown>;
  importCsv: (evalSet: string, csv: string) => Promise<unknown>;
}

interface Started {
  url: string;
  env: Record<string, string>;
  processes: { web: { pid: number } };
}

/** The Galley under test, as the global setup started it. */
export function started(): Started {
  return JSON.parse(readFileSync(process.env.GALLEY_E2E_FILE ?? "", "utf8")) as Started;
}

async function withDatabase<T>(use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: started().env.DATABASE_URL });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const emailOf = (role: Role, slug: string) => `${NAMES[role].toLowerCase()}@${slug}.example`;

/** Made by its admin, as the product does it; the others join afterwards. */
async function makeProject(request: APIRequestContext): Promise<TestProject> {
  const slug = `e2e-${randomUUID().slice(0, 8)}`;
  const userIds = {
    viewer: randomUUID(),
    editor: randomUUID(),
    reviewer: randomUUID(),
    admin: randomUUID(),
  };
  const roles = Object.keys(userIds) as Role[];
  await withDatabase(async (client) => {
    for (const role of roles) {
      await client.query(`insert into "user" (id, email, name) values ($1, $2, $3)`, [
        userIds[role],
        emailOf(role, slug),
        NAMES[role],
      ]);
    }
  });
  const { name, value } = await openSession(userIds.admin);
  const created = await request.post("/api/v1/projects", {
    headers: { cookie: `${name}=${value}`, origin: started().url },
    data: { slug, name: "Tents and Co" },
  });
  if (!created.ok()) throw new Error(`${created.status()}: ${await created.text()}`);
  return withDatabase(async (client) => {
    const { rows } = await client.query("select id from project where slug = $1", [slug]);
    const id: string = rows[0].id;
    for (const role of roles.filter((each) => each !== "admin")) {
      await client.query("insert into member (project_id, user_id, role) values ($1, $2, $3)", [
        id,
        userIds[role],
        role,
      ]);
    }
    const apiKey = await insertKey(client, id, { name: "e2e", actsAsId: null });
    return { id, slug, at: (path) => `/${slug}/${path}`, userIds, apiKey };
  });
}

/** As the operator makes them: a key that acts as a member works at once. */
async function insertKey(
  client: pg.Client,
  projectId: string,
  { name, actsAsId }: { name: string; actsAsId: string | null },
): Promise<string> {
  const publicId = randomBytes(4).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  const sum = crc32(`${publicId}_${secret}`).toString(16).padStart(8, "0");
  await client.query(
    `insert into api_key (id, project_id, name, public_id, secret_hash, last_four, scopes, acts_as_id,
       confirmed_at)
     values ($1, $2, $3, $4, $5, $6, '{admin}', $7, now())`,
    [randomUUID(), projectId, name, publicId, sha256(secret), sum.slice(-4), actsAsId],
  );
  return `galley_live_${publicId}_${secret}${sum}`;
}

function makeApi(request: APIRequestContext, project: TestProject, apiKey = project.apiKey): Api {
  const base = `/api/v1/projects/${project.slug}`;
  const authorization = `Bearer ${apiKey}`;
  const answer = async (sent: ReturnType<APIRequestContext["get"]>) => {
    const response = await sent;
    if (!response.ok())
      throw new Error(`${response.status()} ${response.url()}: ${await response.text()}`);
    return response.status() === 204 ? null : ((await response.json()) as unknown);
  };
  return {
    ask: (method, path, data) =>
      request.fetch(base + path, { method, headers: { authorization }, ...(data ? { data } : {}) }),
    get: (path) => answer(request.get(base + path, { headers: { authorization } })),
    post: (path, data) => answer(request.post(base + path, { headers: { authorization }, data })),
    put: (path, data) => answer(request.put(base + path, { headers: { authorization }, data })),
    patch: (path, data) => answer(request.patch(base + path, { headers: { authorization }, data })),
    importCsv: (evalSet, csv) =>
      answer(
        request.post(`${base}/eval-sets/${encodeURIComponent(evalSet)}/imports`, {
          headers: { authorization, "content-type": "text/csv" },
          data: csv,
        }),
      ),
  };
}

/** Signs a person in as a sign-in would: a session in the database; gives its cookie. */
async function openSession(userId: string) {
  const sid = randomUUID();
  await withDatabase((client) =>
    client.query(
      `insert into session (id, user_id, expires_at) values ($1, $2, now() + interval '1 day')`,
      [sid, userId],
    ),
  );
  const { env, url } = started();
  const secret = env.GALLEY_SECRET ?? "";
  const value = await encode({ token: { sub: userId, sid, ver: 1 }, secret });
  return { name: "galley.session", value, url, httpOnly: true, sameSite: "Lax" as const };
}

/** Presses a key until it works: what the server drew is there before the keys are. */
export async function pressUntil(page: Page, key: string, target: Locator): Promise<void> {
  await expect(async () => {
    if (!(await target.isVisible())) await page.keyboard.press(key);
    await expect(target).toBeVisible({ timeout: 1_500 });
  }).toPass();
}

export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    const thrown: string[] = [];
    page.on("pageerror", ({ message }) => thrown.push(message));
    await use(settling(page));
    expect(thrown, "what the page threw and nobody caught").toEqual([]);
  },
  project: async ({ request }, use) => use(await makeProject(request)),
  otherProject: async ({ request }, use) => use(await makeProject(request)),
  api: async ({ request, project }, use) => use(makeApi(request, project)),
  apiAs: async ({ request, project }, use) =>
    use(async (role) => {
      const key = { name: role, actsAsId: project.userIds[role] };
      const apiKey = await withDatabase((client) => insertKey(client, project.id, key));
      return makeApi(request, project, apiKey);
    }),
  signIn: async ({ page, context, project }, use) =>
    use(async (role) => {
      await context.addCookies([await openSession(project.userIds[role])]);
      return page;
    }),
  signInApart: async ({ browser, project }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (role, of = project) => {
      const context = await browser.newContext();
      contexts.push(context);
      await context.addCookies([await openSession(of.userIds[role])]);
      return settling(await context.newPage());
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});
