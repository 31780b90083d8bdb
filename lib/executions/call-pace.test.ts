import { expect, test } from "vitest";
import { makeCallPace } from "./call-pace";

const see = (
  pace: ReturnType<typeof makeCallPace>,
  count: number,
  isRefused: (n: number) => boolean,
) => {
  for (let n = 1; n <= count; n++) pace.saw(isRefused(n) ? "refused" : "answered");
};

test("every tenth refusal changes nothing", () => {
  const pace = makeCallPace(20);
  see(pace, 400, (n) => n % 10 === 0);
  expect(pace.limit()).toBe(20);
});

test("a provider that refuses everything is asked less and less, but always once", () => {
  const pace = makeCallPace(20);
  see(pace, 200, () => true);
  expect(pace.limit()).toBe(1);
});

test("calls at once come back when the provider answers again, up to what was asked for", () => {
  const pace = makeCallPace(8);
  see(pace, 40, () => true);
  see(pace, 500, () => false);
  expect(pace.limit()).toBe(8);
});

test("a wait is short while refusals are rare, and whole when they are the rule", () => {
  const pace = makeCallPace(20);
  see(pace, 200, (n) => n % 10 === 0);
  expect(pace.backOffShare()).toBeLessThan(0.4);
  see(pace, 60, () => true);
  expect(pace.backOffShare()).toBe(1);
});
