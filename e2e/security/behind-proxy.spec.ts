import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { startForTests } from "../../scripts/testing/start-for-tests.mjs";
import { ask, cookiesOf, hasSession, signInBy } from "./ask";
import { recordAttack } from "./record-attack";

test.describe.configure({ mode: "serial" });

const PASSWORD = "seven boats leave at noon";
const email = "olga@galley.example";
let galley: Awaited<ReturnType<typeof startForTests>>;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const publicUrl = "https://galley.example";
  galley = await startForTests({
    extraEnv: {
      GALLEY_URL: publicUrl,
      NEXTAUTH_URL: publicUrl,
      GALLEY_DEMO: "1",
      GALLEY_TRUST_PROXY: "1",
      GALLEY_HOSTS: "balancer.internal",
    },
  });
  const database = new pg.Client({ connectionString: galley.env.DATABASE_URL });
  await database.connect();
  await database.query(
    `insert into "user" (id, email, name, password_hash, is_demo)
     values ($1, $2, 'Olga', $3, false), ($4, 'ines@northwind.example', 'Ines', null, true)`,
    [randomUUID(), email, await hash(PASSWORD), randomUUID()],
  );
  await database.end();
});

test.afterAll(() => galley?.stop());

/** What the proxy sends for a client at an address. */
const from = (address: string, more: Record<string, string> = {}): Record<string, string> => ({
  host: "galley.example",
  "x-forwarded-for": address,
  "x-forwarded-proto": "https",
  ...more,
});

test("with a public address nobody is a person of the demo, not even on this machine", async () => {
  const body = { email: "ines@northwind.example" };
  for (const headers of [{}, { host: "127.0.0.1" }, from("203.0.113.1"), from("127.0.0.1")]) {
    expect(hasSession(await signInBy(galley.url, "demo", body, headers))).toBe(false);
  }
  recordAttack({
    who: "nobody",
    request: "demo sign-in where GALLEY_URL is public",
    outcome: "no session, through the proxy and past it",
  });
});

test("the hosts that the operator lists are answered, others are not", async () => {
  const statusFor = async (headers: Record<string, string>) =>
    (await ask(galley.url, "/api/v1/health", { headers })).status;
  expect(await statusFor({ host: "balancer.internal:8080" })).toBe(200);
  expect(await statusFor(from("203.0.113.1"))).toBe(200);
  expect(await statusFor({ host: "evil.example" })).toBe(421);
  expect(await statusFor(from("203.0.113.1", { "x-forwarded-host": "evil.example" }))).toBe(421);
  recordAttack({
    who: "nobody",
    request: "a foreign host behind a trusted proxy, in Host or X-Forwarded-Host",
    outcome: "421",
  });
});

test("every answer tells browsers to come by https only", async () => {
  const client = from("203.0.113.1");
  const page = await ask(galley.url, "/sign-in", { headers: client });
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(page.text) ?? [];
  const served = "/api/v1/projects/acme/prompts/triage/served";
  const answers = [
    page,
    await ask(galley.url, script ?? "", { headers: client }),
    await ask(galley.url, "/api/v1/health", { headers: client }),
    await ask(galley.url, served, { headers: client }),
    await ask(galley.url, "/api/auth/providers", { headers: client }),
    await ask(galley.url, "/nothing/at/all", { headers: client }),
    await ask(galley.url, "/sign-in", { headers: { host: "evil.example" } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 401, 200, 404, 421]);
  for (const { headers } of answers) {
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  }
  const providers = JSON.parse(answers[4]?.text ?? "{}");
  expect(providers.password.callbackUrl).toBe("https://galley.example/api/auth/callback/password");
  recordAttack({
    who: "who sits in the network",
    request: "the first answer over http after one over https",
    outcome: `HSTS on ${answers.length} kinds of answers`,
  });
});

test("a stranger's guesses stop the stranger, and the owner signs in", async () => {
  const tryIn = (password: string, headers: Record<string, string>) =>
    signInBy(galley.url, "password", { email, password }, headers);
  const answers: string[] = [];
  for (let tries = 0; tries < 8; tries += 1) {
    // Whatever a client writes in front, the proxy appends where it came from.
    const forged = from(`198.51.100.${tries}, 203.0.113.2`, {
      "x-galley-client-address": `198.51.100.${tries}`,
    });
    answers.push((await tryIn("a wild guess", forged)).text);
  }
  expect(answers.filter((text) => decodeURIComponent(text).includes("error=wrong:"))).toHaveLength(
    4,
  );
  expect(answers.filter((text) => decodeURIComponent(text).includes("error=wait:"))).toHaveLength(
    4,
  );
  const owner = await tryIn(PASSWORD, from("203.0.113.3"));
  expect(hasSession(owner)).toBe(true);
  expect(new URL(JSON.parse(owner.text).url).origin).toBe("https://galley.example");
  const [device] = (owner.headers["set-cookie"] ?? []).filter((cookie) => /device/.test(cookie));
  expect(device).toMatch(/^__Host-galley\.device=.*; Secure; HttpOnly; SameSite=lax$/i);
  const cookie = cookiesOf(owner);
  expect(hasSession(await tryIn(PASSWORD, from("203.0.113.2", { cookie })))).toBe(true);
  recordAttack({
    who: "nobody",
    request: "wrong passwords for the owner's account, with forged addresses",
    outcome: "the fifth waits; the owner signs in from elsewhere, and from there on a known device",
  });
});

test("wrong API keys are counted by the client's address, on hot routes too", async () => {
  const path = "/api/v1/projects/acme/prompts/triage/served";
  const wrongKey = async (headers: Record<string, string>) => {
    const answer = await ask(galley.url, path, {
      headers: { ...headers, authorization: `Bearer ${randomUUID()}` },
    });
    return answer.status;
  };
  const statuses: number[] = [];
  for (let tries = 0; tries < 65; tries += 1) {
    const forged = from(`198.51.100.${tries}, 203.0.113.4`, {
      "x-galley-client-address": `198.51.100.${tries}`,
    });
    statuses.push(await wrongKey(forged));
  }
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  expect(await wrongKey(from("203.0.113.5"))).toBe(401);
  recordAttack({
    who: "nobody",
    request: "65 wrong API keys on a hot route, each with another forged address",
    outcome: "429 after 60 in a minute; other clients are not concerned",
  });
});
