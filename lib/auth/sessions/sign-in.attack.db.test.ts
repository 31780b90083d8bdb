import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createUser } from "@/lib/auth/create-user";
import { checkPassword } from "@/lib/auth/passwords/check-password";
import { hashPassword, isRightPassword } from "@/lib/auth/passwords/password";
import { db } from "@/lib/db/client";
import { attack } from "@/scripts/testing/attack";
import { makeDevice, parseDevice } from "./device-cookie";
import { describeRefusal } from "./sign-in-answer";
import { beginTry, type TryFrom } from "./sign-in-tries";

const password = "seven boats leave at noon";

/** Documentation addresses, one that no other test has. */
const someAddress = () => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::/64`;
const from = (address: string, device: string | null = null): TryFrom => ({ address, device });

async function makeOwner() {
  const email = `olga-${randomUUID().slice(0, 8)}@northwind.example`;
  await createUser({ email, name: "Olga", password });
  return { email, right: (where: TryFrom) => checkPassword({ email, password }, where) };
}

/** Wrong tries without the cost of looking at a password. */
async function guess(email: string, where: TryFrom): Promise<"wrong" | "wait"> {
  const attempt = await beginTry(email, where);
  if ("waitSeconds" in attempt) return "wait";
  await attempt.wrong();
  return "wrong";
}

async function guessTimes(count: number, email: string, where: () => TryFrom) {
  const outcomes = [];
  for (let tries = 0; tries < count; tries += 1) outcomes.push(await guess(email, where()));
  return outcomes.filter((outcome) => outcome === "wrong").length;
}

attack("nobody", "wrong passwords for somebody else's account, to lock the owner out", async () => {
  const owner = await makeOwner();
  const stranger = someAddress();
  const looked = await guessTimes(20, owner.email, () => from(stranger));
  expect(looked).toBe(5);
  await expect(owner.right(from(stranger))).rejects.toThrow("wait:");
  await expect(owner.right(from(someAddress()))).resolves.toMatchObject({ email: owner.email });
  return `${looked} of 20 are looked at; the owner signs in from elsewhere`;
});

attack("nobody", "one password for 60 accounts at once, from one address", async () => {
  const address = someAddress();
  const emails = Array.from({ length: 60 }, () => `${randomUUID()}@northwind.example`);
  const outcomes = await Promise.all(emails.map((email) => guess(email, from(address))));
  const looked = outcomes.filter((outcome) => outcome === "wrong").length;
  expect(looked).toBeLessThanOrEqual(30);
  expect(await guess(`${randomUUID()}@northwind.example`, from(address))).toBe("wait");
  const rows = await db.rateLimit.count({ where: { key: { contains: address } } });
  await guessTimes(20, `${randomUUID()}@northwind.example`, () => from(address));
  expect(await db.rateLimit.count({ where: { key: { contains: address } } })).toBe(rows);
  return `${looked} of 60 are looked at, then 15 min of waiting; no rows for the rest`;
});

attack("nobody", "60 passwords for one account at once, from one address", async () => {
  const { email } = await makeOwner();
  const address = someAddress();
  const all = Array.from({ length: 60 }, () => guess(email, from(address)));
  const looked = (await Promise.all(all)).filter((outcome) => outcome === "wrong").length;
  expect(looked).toBe(5);
  return "5 of 60 are looked at";
});

attack("nobody", "100 passwords for one account, each from another address", async () => {
  const owner = await makeOwner();
  const device = parseDevice(makeDevice(owner.email), owner.email);
  const looked = await guessTimes(100, owner.email, () => from(someAddress()));
  expect(looked).toBe(30);
  await expect(owner.right(from(someAddress()))).rejects.toThrow("wait:");
  await expect(owner.right(from(someAddress(), device))).resolves.toBeTruthy();
  return "30 of 100 are looked at; the owner's own browser signs in";
});

attack("nobody", "a device cookie of their own, or another account's", async () => {
  const cookie = makeDevice("mallory@elsewhere.example");
  const [id = "", signature = ""] = cookie.split(".");
  for (const forged of [cookie, `${id}.`, `${id}.${signature.toUpperCase()}`, "x", undefined]) {
    expect(parseDevice(forged, "olga@northwind.example")).toBeNull();
  }
  return "not a device of the account";
});

attack("somebody", "wrong passwords on the owner's own browser", async () => {
  const owner = await makeOwner();
  const device = parseDevice(makeDevice(owner.email), owner.email);
  const looked = await guessTimes(20, owner.email, () => from(someAddress(), device));
  expect(looked).toBe(5);
  return `${looked} of 20 are looked at`;
});

attack("nobody", "their own sign-in between the guesses, to begin anew", async () => {
  const mallory = await makeOwner();
  const address = someAddress();
  let looked = 0;
  for (let round = 0; round < 20; round += 1) {
    looked += await guessTimes(4, `${randomUUID()}@northwind.example`, () => from(address));
    const attempt = await beginTry(mallory.email, from(address));
    if ("right" in attempt) await attempt.right();
  }
  expect(looked).toBe(30);
  return `${looked} of 80 are looked at`;
});

attack("nobody", "200 passwords to compute at once", async () => {
  const passwordHash = await hashPassword("password", password, { email: "", name: "" });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 200 }, () => isRightPassword("a wild guess", passwordHash)),
  );
  const refused = outcomes.filter(({ status }) => status === "rejected").length;
  expect(refused).toBeGreaterThanOrEqual(200 - 70);
  return `2 at a time, ${refused} are refused with 503`;
});

test("the wait is told in words", () => {
  expect(describeRefusal("wait:1")).toBe("Too many failed attempts. Try again in 1 second.");
  expect(describeRefusal("wait:900")).toBe("Too many failed attempts. Try again in 15 minutes.");
  expect(describeRefusal("wrong:1")).toContain("1 more try");
});
