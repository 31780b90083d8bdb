import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decryptSecret, encryptSecret, lastFour } from "./encrypt-secret";

const key = { id: "k1", bytes: new Uint8Array(randomBytes(32)) };
const row = "connections|northwind|openai|apiKey";

test("whatever is sealed opens again, in any script", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (secret) => {
      expect(decryptSecret(encryptSecret(secret, key, row), [key], row)).toBe(secret);
    }),
  );
});

test("the same secret never looks the same twice, and never shows itself", () => {
  const first = encryptSecret("sk-very-secret", key, row);
  expect(encryptSecret("sk-very-secret", key, row)).not.toBe(first);
  expect(first).not.toContain("sk-very-secret");
  expect(Buffer.from(first, "utf8").toString("base64")).not.toContain("secret");
});

test("a secret that was moved to another row does not open", () => {
  const sealed = encryptSecret("sk-1", key, row);
  expect(() => decryptSecret(sealed, [key], "connections|other|openai|apiKey")).toThrow(
    /another row/,
  );
});

test("one changed character anywhere is noticed", () => {
  const sealed = encryptSecret("sk-1234567890", key, row);
  const [format, id, iv, body] = sealed.split(".") as [string, string, string, string];
  const flip = (text: string, at: number) =>
    text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  for (let at = 0; at < body.length - 1; at++) {
    expect(() => decryptSecret([format, id, iv, flip(body, at)].join("."), [key], row)).toThrow();
  }
  expect(() => decryptSecret([format, id, flip(iv, 3), body].join("."), [key], row)).toThrow();
  expect(() => decryptSecret(`${format}.${id}.${iv}.AAAA`, [key], row)).toThrow(/cut short/);
});

test("an old key still opens what it sealed after a new one has taken over", () => {
  const sealed = encryptSecret("sk-1", key, row);
  const next = { id: "k2", bytes: new Uint8Array(randomBytes(32)) };
  expect(decryptSecret(sealed, [next, key], row)).toBe("sk-1");
  expect(() => decryptSecret(sealed, [next], row)).toThrow(/k1/);
});

test("a key of the wrong length is refused", () => {
  expect(() => encryptSecret("x", { id: "k1", bytes: new Uint8Array(16) }, row)).toThrow(/32/);
});

test("the last four characters are shown only of keys long enough", () => {
  expect(lastFour("sk-abcdefghijkl")).toBe("ijkl");
  expect(lastFour("secret")).toBeNull();
});
