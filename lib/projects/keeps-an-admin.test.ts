import { expect, test } from "vitest";
import { keepsAnAdmin } from "./keeps-an-admin";

const priya = { userId: "priya", role: "admin" } as const;
const tomas = { userId: "tomas", role: "reviewer" } as const;
const ines = { userId: "ines", role: "admin" } as const;

test.each([
  ["the only admin cannot leave", [priya, tomas], { userId: "priya", role: null }, false],
  ["the only admin cannot be demoted", [priya, tomas], { userId: "priya", role: "editor" }, false],
  ["the only admin may stay admin", [priya], { userId: "priya", role: "admin" }, true],
  ["one of two admins may leave", [priya, ines], { userId: "priya", role: null }, true],
  ["somebody else may leave", [priya, tomas], { userId: "tomas", role: null }, true],
] as const)("%s", (_, members, change, expected) => {
  expect(keepsAnAdmin(members, change)).toBe(expected);
});
