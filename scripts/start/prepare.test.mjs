import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { inRoot, root } from "../root.mjs";
import { isSource } from "./prepare.mjs";
import { hashSources } from "./stamp.mjs";

mkdirSync(inRoot("dist"), { recursive: true });
const folder = mkdtempSync(inRoot("dist/stamp-test-"));
const path = relative(root, folder);
afterAll(() => rmSync(folder, { recursive: true }));

test("a build is repeated when a file's contents change, not when only its time does", () => {
  writeFileSync(`${folder}/a.ts`, "1");
  const before = hashSources([path]);
  utimesSync(`${folder}/a.ts`, 1, 1);
  expect(hashSources([path])).toBe(before);
  writeFileSync(`${folder}/a.ts`, "2");
  expect(hashSources([path])).not.toBe(before);
});

test("a file that is added, renamed or removed counts as a change", () => {
  const before = hashSources([path]);
  writeFileSync(`${folder}/b.ts`, "2");
  const after = hashSources([path]);
  expect(after).not.toBe(before);
  rmSync(`${folder}/b.ts`);
  expect(hashSources([path])).toBe(before);
});

test.each([
  ["lib/prompts/reads.ts", true],
  ["lib/prompts/reads.test.ts", false],
  ["lib/prompts/reads.db.test.ts", false],
  ["lib/db/generated/client.ts", false],
  ["app/globals.css", true],
])("%s is built from: %s", (name, expected) => {
  expect(isSource(name)).toBe(expected);
});
