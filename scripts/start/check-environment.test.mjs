import { expect, test } from "vitest";
import { checkEnvironment } from "./check-environment.mjs";

const key = Buffer.alloc(32, 7).toString("base64");

test.each([
  [{}],
  [{ DATABASE_URL: "postgresql://galley:secret@db.example:5432/galley" }],
  [{ DATABASE_URL: "postgres://localhost/galley", GALLEY_ENCRYPTION_KEY: key }],
])("%j can be started with", (environment) => {
  expect(() => checkEnvironment(environment)).not.toThrow();
});

test.each([
  [{ DATABASE_URL: "mysql://root@localhost/galley" }, "not mysql://"],
  [{ DATABASE_URL: "localhost/galley" }, "DATABASE_URL must begin with postgresql://"],
  [{ GALLEY_ENCRYPTION_KEY: "" }, "32 bytes in base64"],
  [{ GALLEY_ENCRYPTION_KEY: "short" }, "32 bytes in base64"],
  [{ GALLEY_ENCRYPTION_KEY: `${key}${key}` }, "32 bytes in base64"],
  [{ GALLEY_AUDIT_KEY: "short" }, "GALLEY_AUDIT_KEY must be 32 bytes"],
  [{ GALLEY_OWNER_DATABASE_URL: "postgres://localhost/galley" }, "needs DATABASE_URL"],
  [{ GALLEY_SECRET: "guessable" }, "at least 32 characters"],
])("%j is refused in one line, without showing the value", (environment, words) => {
  const start = () => checkEnvironment(environment);
  expect(start).toThrow(words);
  expect(start).not.toThrow(/root@|guessable|\n/);
});
