import { beforeAll, expect } from "vitest";
import { attack } from "@/scripts/testing/attack";
import { seal, unseal } from "./seal.mjs";

const secrets = { GALLEY_ENCRYPTION_KEY: "the key of all keys" };
const passphrase = "correct horse battery staple";
/** Each derivation is slow on purpose, and slower beside other tests. */
const slowMs = 180_000;

let box: Awaited<ReturnType<typeof seal>>;
beforeAll(async () => {
  box = await seal(passphrase, secrets, "one");
}, slowMs);

attack(
  "who found a backup",
  "opens its secrets with another passphrase",
  async () => {
    expect(JSON.stringify(box)).not.toContain("key of all keys");
    await expect(unseal("correct horse battery stapl", box, "one")).rejects.toThrow(
      "not the passphrase",
    );
    expect(await unseal(passphrase, box, "one")).toEqual(secrets);
    return "refused; the right passphrase opens them";
  },
  slowMs,
);

attack(
  "who found a backup",
  "puts its sealed secrets beside other data, or cuts their tag",
  async () => {
    await expect(unseal(passphrase, box, "another")).rejects.toThrow("not the passphrase");
    const tag = Buffer.from(box.tag, "base64").subarray(0, 4).toString("base64");
    await expect(unseal(passphrase, { ...box, tag }, "one")).rejects.toThrow("not the passphrase");
    return "refused: bound to their backup";
  },
  slowMs,
);
