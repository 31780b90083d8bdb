import { type IncomingHttpHeaders, request } from "node:http";
import pg from "pg";
import { admin } from "../../scripts/bench/galley-client.mjs";
import { startForTests } from "../../scripts/testing/start-for-tests.mjs";
import { expect, test } from "../fixtures";
import { recordAttack } from "./record-attack";

test.describe.configure({ mode: "serial", timeout: 180_000 });

/** A Galley of its own, because its processes are stopped and killed. */
let galley: Awaited<ReturnType<typeof startForTests>>;
let authorization: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  galley = await startForTests();
  await admin(galley.env, "create-project", "--slug", "acme", "--name", "Acme");
  const key = ["--project", "acme", "--name", "test", "--scopes", "all"];
  const { apiKey } = (await admin(galley.env, "create-api-key", ...key)) as { apiKey: string };
  authorization = `Bearer ${apiKey}`;
});

test.afterAll(() => galley?.stop());

const webPid = () => (galley.identities() as { web: { pid: number } }).web.pid;
const prompts = () => `${galley.url}/api/v1/projects/acme/prompts`;

/** Holds back whoever reads prompts, until the function that comes back is called. */
async function lockPrompts(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: galley.env.DATABASE_URL });
  await client.connect();
  await client.query("begin");
  await client.query("lock table prompt in access exclusive mode");
  return async () => {
    await client.query("rollback");
    await client.end();
  };
}

async function countLockWaits(): Promise<number> {
  const client = new pg.Client({ connectionString: galley.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query(
    "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'",
  );
  await client.end();
  return rows[0].n;
}

const health = () =>
  fetch(`${galley.url}/api/v1/health`).then(
    ({ status }) => status,
    () => 0,
  );

function get(url: string, headers: Record<string, string>) {
  interface Begun {
    status: number;
    headers: IncomingHttpHeaders;
    ended: Promise<void>;
  }
  return new Promise<Begun>((resolve, reject) => {
    const sending = request(url, { headers, agent: false }, (response) => {
      const ended = new Promise<void>((end) => {
        response.on("close", () => end()).on("error", () => {});
        response.resume();
      });
      resolve({ status: response.statusCode ?? 0, headers: response.headers, ended });
    });
    sending.on("error", reject).end();
  });
}

test("while reads wait for the database, health answers and further reads are sent away", async () => {
  const unlock = await lockPrompts();
  const requests = Array.from({ length: 30 }, () => get(prompts(), { authorization }));
  await expect.poll(countLockWaits).toBeGreaterThanOrEqual(5);
  // One that comes before the others have waited for a second waits too: it gives up and asks again.
  const askAgain = () =>
    fetch(`${galley.url}/api/v1/projects/acme/runs`, {
      headers: { authorization },
      signal: AbortSignal.timeout(3_000),
    }).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(askAgain, { timeout: 30_000 }).toBe(503);
  expect(await health()).toBe(200);
  const askForPage = async () => {
    const page = await get(`${galley.url}/acme/prompts`, { accept: "text/html" });
    return [page.status, page.headers["retry-after"], page.headers["content-type"]];
  };
  await expect.poll(askForPage).toEqual([503, "2", "text/html; charset=utf-8"]);
  await unlock();
  const statuses = (await Promise.all(requests)).map(({ status }) => status);
  expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
  await expect.poll(async () => (await get(prompts(), { authorization })).status).toBe(200);
  recordAttack({
    who: "prompts:read key",
    request: "30 reads that wait for a locked table",
    outcome: "health 200, further reads 503 with Retry-After, all answered after it",
  });
});

test("a slow request outlives a stop, a stream does not, and nobody new gets in", async () => {
  await expect.poll(health).toBe(200);
  const stream = await get(
    `${galley.url}/api/v1/projects/acme/prompts/nothing/serving/stream?environment=production`,
    { authorization },
  );
  const unlock = await lockPrompts();
  const slow = get(prompts(), { authorization });
  await expect.poll(countLockWaits).toBeGreaterThanOrEqual(1);
  const pid = webPid();
  process.kill(pid, "SIGTERM");
  await expect.poll(health).toBe(0);
  await stream.ended;
  expect(webPid()).toBe(pid);
  await unlock();
  expect((await slow).status).toBe(200);
  await expect.poll(webPid, { timeout: 60_000 }).not.toBe(pid);
  await expect.poll(health, { timeout: 60_000 }).toBe(200);
  recordAttack({
    who: "operator",
    request: "SIGTERM to the web process with a request in flight",
    outcome: "the request is answered 200, new connections are refused, the stream ends",
  });
});

test("a web process that hangs is replaced", async () => {
  const pid = webPid();
  const startedAt = performance.now();
  process.kill(pid, "SIGSTOP");
  await expect.poll(webPid, { timeout: 90_000 }).not.toBe(pid);
  await expect.poll(health, { timeout: 60_000 }).toBe(200);
  recordAttack({
    who: "anyone",
    request: "a web process that hangs",
    outcome: `replaced, health 200 after ${Math.round((performance.now() - startedAt) / 1_000)} s`,
  });
});
