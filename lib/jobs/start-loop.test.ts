import { expect, test, vi } from "vitest";
import { startLoop } from "./start-loop";

const NEVER_MS = 1_000_000;

test("the first turn comes at once, and others after it", async () => {
  let turns = 0;
  const end = startLoop({
    everyMs: 1,
    warning: "counting failed",
    turn: async () => {
      turns += 1;
    },
  });
  expect(turns).toBe(1);
  await vi.waitFor(() => expect(turns).toBeGreaterThan(2));
  await end();
  const atEnd = turns;
  await new Promise(setImmediate);
  expect(turns).toBe(atEnd);
});

test("a turn that fails does not end the loop", async () => {
  let turns = 0;
  const end = startLoop({
    everyMs: 1,
    warning: "counting failed",
    turn: async () => {
      turns += 1;
      throw new Error("the database is away");
    },
  });
  await vi.waitFor(() => expect(turns).toBeGreaterThan(1));
  await end();
});

test("ending it waits for the turn that is under way, which hears of it", async () => {
  let isDone = false;
  const end = startLoop({
    everyMs: NEVER_MS,
    warning: "counting failed",
    turn: async (stopping) => {
      await new Promise((resolve) => stopping.addEventListener("abort", resolve));
      isDone = true;
    },
  });
  await end();
  expect(isDone).toBe(true);
});

test("a loop may end with one more turn", async () => {
  const turn = vi.fn(async () => {});
  const end = startLoop({ everyMs: NEVER_MS, warning: "failed", turn, endsWithTurn: true });
  await end();
  expect(turn).toHaveBeenCalledTimes(2);
});
