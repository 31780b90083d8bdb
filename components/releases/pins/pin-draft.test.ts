import { expect, test } from "vitest";
import { EMPTY_DRAFT, targetOf, toCreatePin } from "./pin-draft";

test("units are one a line, without empty lines and spaces around them", () => {
  const draft = { ...EMPTY_DRAFT, units: " ada \n\ngrace hopper\r\n", reason: " Try it first " };
  expect(toCreatePin(draft)).toEqual({
    units: ["ada", "grace hopper"],
    arm: "candidate",
    reason: "Try it first",
  });
});

test("a version stands in place of an arm", () => {
  const draft = { ...EMPTY_DRAFT, prompt: "support/echo", arm: "version" as const, version: "3" };
  const body = toCreatePin(draft);
  expect(body).toMatchObject({ prompt: "support/echo", version: 3 });
  expect(body).not.toHaveProperty("arm");
});

test.each([
  [{ arm: "candidate", version: null }, "candidate"],
  [{ arm: null, version: 3 }, "v3"],
] as const)("%j reads %s", (pin, words) => {
  expect(targetOf(pin)).toBe(words);
});
