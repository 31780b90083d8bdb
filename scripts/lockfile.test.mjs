import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inRoot } from "./root.mjs";

const { packages } = JSON.parse(readFileSync(inRoot("package-lock.json"), "utf8"));
const entries = Object.entries(packages).filter(([path]) => path !== "");
const pathsOf = (isWrong) => entries.filter(([, entry]) => isWrong(entry)).map(([path]) => path);

test("every package in the lock file is pinned by its integrity hash", () => {
  expect(entries.length).toBeGreaterThan(100);
  expect(pathsOf(({ integrity }) => !integrity?.startsWith("sha512-"))).toEqual([]);
});

test("the lock file names no download address", () => {
  expect(pathsOf(({ resolved }) => resolved !== undefined)).toEqual([]);
});
