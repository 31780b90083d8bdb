import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { attack } from "@/scripts/testing/attack";
import { createUser } from "./create-user";
import { linkAccount } from "./link-account";

async function makePerson(isDemo = false) {
  const email = `olga-${randomUUID().slice(0, 8)}@northwind.example`;
  return createUser({ email, name: "Olga", isDemo });
}

const signOn = (
  email: string,
  more: { providerAccountId?: string; isEmailVerified?: boolean } = {},
) =>
  linkAccount({
    provider: "oidc",
    providerAccountId: randomUUID(),
    email,
    isEmailVerified: true,
    ...more,
  });
const linksOf = (userId: string) => db.account.count({ where: { userId } });

test("a person with a verified address is linked, and signs on with any address afterwards", async () => {
  const { id, email } = await makePerson();
  const providerAccountId = randomUUID();
  expect(await signOn(email, { providerAccountId })).toBe(true);
  expect(await signOn("olga@new.example", { providerAccountId, isEmailVerified: false })).toBe(
    true,
  );
  expect(await linksOf(id)).toBe(1);
});

attack("stranger", "signs on with an existing person's address that is not verified", async () => {
  const { id, email } = await makePerson();
  expect(await signOn(email, { isEmailVerified: false })).toBe(false);
  expect(await linksOf(id)).toBe(0);
  return "refused, nothing is linked";
});

attack("stranger", "signs on with the address of a person who is linked already", async () => {
  const { id, email } = await makePerson();
  await signOn(email);
  expect(await signOn(email)).toBe(false);
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => signOn(email)));
  expect(outcomes).not.toContain(true);
  expect(await linksOf(id)).toBe(1);
  return "refused, the first subject stays the only one";
});

attack("stranger", "eight subjects with one address at the same moment", async () => {
  const { id, email } = await makePerson();
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => signOn(email)));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(await linksOf(id)).toBe(1);
  return "one is linked";
});

attack("stranger", "signs on as nobody's address, or as a person of the demo", async () => {
  const { email } = await makePerson(true);
  expect(await signOn(email)).toBe(false);
  expect(await signOn(`${randomUUID()}@elsewhere.example`)).toBe(false);
  expect(await signOn("")).toBe(false);
  return "refused, no account is made";
});
