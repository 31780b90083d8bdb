import { expect, test } from "vitest";
import { findWrongSecrets, fingerprintOf } from "./check-secrets.mjs";
import { secretsInUse } from "./secrets.mjs";

const remembered = [
  { name: "GALLEY_ENCRYPTION_KEY", fingerprint: fingerprintOf("key") },
  { name: "GALLEY_SECRET", fingerprint: fingerprintOf("secret") },
];

test("a secret that is another than the database remembers, or missing, is named", () => {
  const secrets = { GALLEY_SECRET: "secret", GALLEY_ENCRYPTION_KEY: "key" };
  expect(findWrongSecrets(remembered, secrets)).toEqual([]);
  expect(findWrongSecrets(remembered, { ...secrets, GALLEY_SECRET: "other" })).toEqual([
    "GALLEY_SECRET",
  ]);
  expect(findWrongSecrets(remembered, {})).toEqual(["GALLEY_ENCRYPTION_KEY", "GALLEY_SECRET"]);
});

test("what the operator has set wins over the data folder, and passwords of the database stay there", () => {
  const stored = { GALLEY_SECRET: "stored", GALLEY_ENCRYPTION_KEY: "key", databasePassword: "p" };
  expect(secretsInUse(stored, { GALLEY_SECRET: "set", PATH: "/bin" })).toEqual({
    GALLEY_SECRET: "set",
    GALLEY_ENCRYPTION_KEY: "key",
  });
});
