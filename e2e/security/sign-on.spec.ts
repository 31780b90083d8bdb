import { generateKeyPairSync, randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import { findFreePort } from "../../scripts/database/postgres.mjs";
import { startForTests } from "../../scripts/testing/start-for-tests.mjs";
import { recordAttack } from "./record-attack";
import { signToken, startSignOnProvider } from "./sign-on-provider.mjs";

test.describe.configure({ mode: "serial" });

let galley: Awaited<ReturnType<typeof startForTests>>;
let provider: Awaited<ReturnType<typeof startSignOnProvider>>;
let database: pg.Client;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  const port = await findFreePort();
  const client = { clientId: "galley", clientSecret: "a secret between the two of them" };
  galley = await startForTests({
    extraEnv: {
      OIDC_ISSUER: `http://127.0.0.1:${port}`,
      OIDC_CLIENT_ID: client.clientId,
      OIDC_CLIENT_SECRET: client.clientSecret,
      OIDC_NAME: "Northwind",
    },
  });
  const redirectUri = `${galley.url}/api/auth/callback/oidc`;
  provider = await startSignOnProvider({ port, redirectUri, ...client });
  database = new pg.Client({ connectionString: galley.env.DATABASE_URL });
  await database.connect();
});

test.afterAll(async () => {
  await database?.end();
  await provider?.stop();
  await galley?.stop();
});

test.beforeEach(() => {
  provider.state.forge = null;
});

/** Somebody whom the operator has given an account, without a password. */
async function invite(): Promise<string> {
  const email = `lea-${randomUUID().slice(0, 8)}@northwind.example`;
  await database.query(`insert into "user" (id, email, name) values ($1, $2, 'Lea')`, [
    randomUUID(),
    email,
  ]);
  return email;
}

/** Presses the button of the provider; answers who is signed in afterwards. */
async function signOn(page: Page): Promise<string | null> {
  await page.goto(`${galley.url}/sign-in?from=/profile`);
  await page.getByRole("button", { name: "Continue with Northwind" }).click();
  await page.waitForURL((url) => url.origin === galley.url && !url.search.includes("from="));
  const answer = await page.request.get(`${galley.url}/api/v1/account`);
  if (!answer.ok()) return null;
  return ((await answer.json()) as { email: string }).email;
}

async function expectRefusal(page: Page, why: string) {
  expect(await signOn(page)).toBeNull();
  await expect(page.getByText(why)).toBeVisible();
}

const linksOf = async (email: string) => {
  const { rows } = await database.query(
    `select count(*)::int as n from account a join "user" u on u.id = a.user_id where u.email = $1`,
    [email],
  );
  return (rows[0] as { n: number }).n;
};

const UNKNOWN = "There is no account for this e-mail address.";
const FAILED = "Signing in failed. Try again.";

test("a person with an account signs on, and again with another address", async ({
  page,
  browser,
}) => {
  const email = await invite();
  const sub = randomUUID();
  provider.state.person = { sub, email, email_verified: true };
  expect(await signOn(page)).toBe(email);
  await expect(page).toHaveURL(`${galley.url}/profile`);
  provider.state.person = { sub, email: "lea@new.example", email_verified: false };
  // As good as the provider's own, so that the forgeries below fail for what is forged in them.
  provider.state.forge = (claims) => provider.sign(claims);
  const later = await browser.newPage();
  expect(await signOn(later)).toBe(email);
  await later.close();
});

test("a stranger does not become a person here", async ({ page }) => {
  const email = `stranger-${randomUUID()}@elsewhere.example`;
  provider.state.person = { sub: randomUUID(), email, email_verified: true };
  await expectRefusal(page, UNKNOWN);
  const { rowCount } = await database.query(`select 1 from "user" where email = $1`, [email]);
  expect(rowCount).toBe(0);
  recordAttack({
    who: "stranger",
    request: "single sign-on without an account here",
    outcome: "refused, no account is made",
  });
});

test("an address that is not verified leads to nobody", async ({ page }) => {
  const email = await invite();
  provider.state.person = { sub: randomUUID(), email, email_verified: false };
  await expectRefusal(page, UNKNOWN);
  expect(await linksOf(email)).toBe(0);
  recordAttack({
    who: "stranger",
    request: "single sign-on with a person's address that the provider has not verified",
    outcome: "refused, nothing is linked",
  });
});

test("another subject with a linked person's address is somebody else", async ({
  page,
  browser,
}) => {
  const email = await invite();
  provider.state.person = { sub: randomUUID(), email, email_verified: true };
  const first = await browser.newPage();
  expect(await signOn(first)).toBe(email);
  await first.close();
  provider.state.person = { sub: randomUUID(), email, email_verified: true };
  await expectRefusal(page, UNKNOWN);
  expect(await linksOf(email)).toBe(1);
  recordAttack({
    who: "stranger",
    request: "single sign-on as another subject with a linked person's address",
    outcome: "refused, the first subject stays the only one",
  });
});

type Claims = Record<string, unknown>;
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const now = () => Math.floor(Date.now() / 1000);

const forgeries: Record<string, (claims: Claims) => string> = {
  "signed with another key": (claims) => signToken(claims, stranger),
  "not signed, alg none": (claims) => signToken(claims, null, { alg: "none", kid: "key-1" }),
  "another nonce": (claims) => provider.sign({ ...claims, nonce: "another" }),
  "no nonce": ({ nonce: _, ...claims }) => provider.sign(claims),
  "for another audience": (claims) => provider.sign({ ...claims, aud: "another-app" }),
  "from another issuer": (claims) => provider.sign({ ...claims, iss: "https://evil.example" }),
  expired: (claims) => provider.sign({ ...claims, iat: now() - 7200, exp: now() - 3600 }),
};

for (const [what, forge] of Object.entries(forgeries)) {
  test(`a token that is ${what} signs nobody in`, async ({ page }) => {
    const email = await invite();
    provider.state.person = { sub: randomUUID(), email, email_verified: true };
    let forged = 0;
    provider.state.forge = (claims) => {
      forged += 1;
      return forge(claims);
    };
    await expectRefusal(page, FAILED);
    expect(forged).toBe(1);
    expect(await linksOf(email)).toBe(0);
    recordAttack({
      who: "stranger",
      request: `single sign-on with an ID token: ${what}`,
      outcome: "refused, nothing is linked",
    });
  });
}
