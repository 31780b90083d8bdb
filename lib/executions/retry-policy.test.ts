import fc from "fast-check";
import { expect, test } from "vitest";
import { longPatience, nextAttempt, shortPatience } from "./retry-policy";

const busy = { retryable: true, retryAfterMs: null };

test("waits grow from half a second to a minute and stay within the jitter", () => {
  const shortest = [1, 2, 3, 4, 5].map((attempt) =>
    nextAttempt(attempt, busy, longPatience, () => 0),
  );
  const longest = [1, 2, 3, 4, 5].map((attempt) =>
    nextAttempt(attempt, busy, longPatience, () => 0.999999),
  );
  expect(shortest.map((d) => d.retry && d.waitMs)).toEqual([250, 500, 1000, 2000, 4000]);
  expect(longest.map((d) => d.retry && d.waitMs)).toEqual([500, 1000, 2000, 4000, 8000]);
});

test("the sixth failure is the last", () => {
  expect(nextAttempt(6, busy, longPatience, Math.random)).toEqual({
    retry: false,
    because: "out_of_attempts",
  });
});

test("somebody who waits is told after the third failure", () => {
  expect(nextAttempt(2, busy, shortPatience, () => 0)).toMatchObject({ retry: true });
  expect(nextAttempt(3, busy, shortPatience, () => 0)).toMatchObject({ retry: false });
});

test("a wrong key or a bad request is never tried again", () => {
  expect(nextAttempt(1, { retryable: false, retryAfterMs: 10 }, longPatience, Math.random)).toEqual(
    {
      retry: false,
      because: "not_retryable",
    },
  );
});

test("Retry-After is never undercut", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 300_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, retryAfterMs, random) => {
        const decision = nextAttempt(
          attempt,
          { retryable: true, retryAfterMs },
          longPatience,
          () => random,
        );
        expect(decision.retry && decision.waitMs).toBeGreaterThanOrEqual(retryAfterMs);
      },
    ),
  );
});

test("no wait goes beyond the time that is left", () => {
  expect(
    nextAttempt(1, { retryable: true, retryAfterMs: 5000 }, { attempts: 6, waitMs: 4000 }, () => 0),
  ).toEqual({
    retry: false,
    because: "out_of_time",
  });
  expect(nextAttempt(1, busy, { attempts: 6, waitMs: 251 }, () => 0)).toEqual({
    retry: true,
    waitMs: 250,
  });
});

test("a provider that asks for hours is an error now, not a wait", () => {
  const outForTheDay = { retryable: true, retryAfterMs: 3_600_000 };
  expect(nextAttempt(1, outForTheDay, longPatience, () => 0)).toEqual({
    retry: false,
    because: "out_of_time",
  });
});
