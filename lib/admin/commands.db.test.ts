import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { findCommand } from "./commands";

async function run(name: string, ...args: string[]) {
  const command = findCommand(name);
  if (!command) throw new Error(`There is no command ${name}.`);
  return command(args);
}

const unique = () => randomUUID().slice(0, 8);

async function makeProject() {
  const slug = `shell-${unique()}`;
  await run("create-project", "--slug", slug, "--name", "From the shell");
  return slug;
}

test("a project, a member and a key that acts as the member can be made from the shell", async () => {
  const slug = await makeProject();
  const email = `ines-${unique()}@northwind.example`;
  const user = await run(
    "create-user",
    ...["--email", email, "--name", "Ines", "--project", slug, "--role", "reviewer"],
  );
  expect(user.answer).toMatchObject({ email, project: slug, role: "reviewer" });
  const key = await run(
    "create-api-key",
    ...["--project", slug, "--name", "ci", "--scopes", "evals:read,evals:write", "--as", email],
  );
  expect(key.answer).toMatchObject({
    apiKey: expect.stringMatching(/^galley_/),
    scopes: ["evals:read", "evals:write"],
  });
});

test("a person without a given password gets one, shown once and stored only as a hash", async () => {
  const email = `tomas-${unique()}@northwind.example`;
  const { answer } = await run("create-user", "--email", email, "--name", "Tomas");
  const { password } = answer as { password: string };
  const stored = await db.user.findUniqueOrThrow({ where: { email } });
  expect(password.length).toBeGreaterThanOrEqual(12);
  expect(stored.passwordHash).not.toContain(password);
});

test.each([
  [["create-api-key", "--name", "ci", "--scopes", "all"], "--project"],
  [["create-api-key", "--project", "no-such", "--name", "ci", "--scopes", "all"], "no-such"],
  [["create-user", "--email", "a@b.example", "--name", "A", "--role", "admin"], "--project"],
  [["create-project", "--slug", "Not A Slug", "--name", "x"], "slug"],
  [["create-project", "--slog", "x"], "--slog"],
])("%j is refused and says what to correct", async ([name = "", ...args], word) => {
  await expect(run(name, ...args)).rejects.toThrow(word);
});

test("a word that is no command is unknown, also one that every object has", () => {
  expect(findCommand("delete-everything")).toBeUndefined();
  expect(findCommand("constructor")).toBeUndefined();
});

test("the audit log of a new project is whole", async () => {
  const slug = await makeProject();
  const { answer } = await run("verify-audit");
  const { projects } = answer as { projects: { project: string; isWhole: boolean }[] };
  expect(projects.find(({ project }) => project === slug)).toMatchObject({ isWhole: true });
});
