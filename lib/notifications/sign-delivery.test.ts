import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { retryDelaySeconds } from "./retry-delay";
import { signatureHeader } from "./sign-delivery";

test("a receiver that has one of the two secrets can check a delivery during a rotation", () => {
  const at = new Date("2026-11-20T10:00:00Z");
  const header = signatureHeader("{}", ["new", "old"], at);
  const of = (secret: string) =>
    createHmac("sha256", secret)
      .update(`${at.getTime() / 1000}.{}`)
      .digest("hex");
  expect(header).toBe(`t=1795168800,v1=${of("new")},v1=${of("old")}`);
});

test("tries wait longer each time and end after about a day", () => {
  const delays: number[] = [];
  for (let tries = 1; ; tries += 1) {
    const delay = retryDelaySeconds(tries);
    if (delay === null) break;
    delays.push(delay);
  }
  expect(delays).toEqual([...delays].sort((a, b) => a - b));
  const hours = delays.reduce((sum, delay) => sum + delay, 0) / 3600;
  expect(hours).toBeGreaterThan(20);
  expect(hours).toBeLessThan(26);
});
