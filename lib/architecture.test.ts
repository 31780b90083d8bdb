import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const text = (file: string) => readFileSync(join(ROOT, file), "utf8");
const map = text("docs/architecture.md");

test("every path that the map names exists", () => {
  const paths = [...map.matchAll(/`((?:lib|app|components|scripts)\/[\w./-]+|\w+\.ts)`/g)].flatMap(
    ([, path]) => path ?? [],
  );
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("the map names every folder of lib", () => {
  const folders = readdirSync(join(ROOT, "lib"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.filter((name) => !new RegExp(`\\b${name}\\b`).test(map))).toEqual([]);
});

test("the README leads to the map", () => {
  expect(text("README.md")).toContain("docs/architecture.md");
});

test("the map is short", () => {
  expect(map.split("\n").length).toBeLessThanOrEqual(200);
});
