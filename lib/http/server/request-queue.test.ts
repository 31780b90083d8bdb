import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RequestQueue } from "./request-queue";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const LIMITS = { atOnce: 2, maxWaitMs: 1_000, maxWaiting: 3, countedMs: 5_000 };

/** Sends requests in and writes down what became of each. */
function makeQueue(limits: ConstructorParameters<typeof RequestQueue>[0] = LIMITS) {
  const queue = new RequestQueue(limits);
  const states: string[] = [];
  const ends: (() => void)[] = [];
  const enter = () => {
    const at = states.push("waiting") - 1;
    queue.enter({
      begin: (end) => {
        states[at] = "at work";
        ends[at] = () => {
          states[at] = "answered";
          end();
        };
      },
      refuse: () => {
        states[at] = "refused";
      },
    });
  };
  return { states, enter, end: (at: number) => ends[at]?.() };
}

test("more than fit wait, and begin in order as others end", () => {
  const { states, enter, end } = makeQueue();
  for (let n = 0; n < 4; n += 1) enter();
  expect(states).toEqual(["at work", "at work", "waiting", "waiting"]);
  end(1);
  expect(states).toEqual(["at work", "answered", "at work", "waiting"]);
  end(1);
  expect(states[3]).toBe("waiting");
});

test("who has waited too long is refused, and leaves no gap behind", () => {
  const { states, enter, end } = makeQueue();
  for (let n = 0; n < 3; n += 1) enter();
  vi.advanceTimersByTime(900);
  enter();
  vi.advanceTimersByTime(100);
  expect(states).toEqual(["at work", "at work", "refused", "waiting"]);
  end(0);
  expect(states[3]).toBe("at work");
});

test("who finds too many waiting is refused at once", () => {
  const { states, enter } = makeQueue();
  for (let n = 0; n < 6; n += 1) enter();
  expect(states.at(-1)).toBe("refused");
});

test("requests that wait for something else make room", () => {
  const { states, enter, end } = makeQueue();
  enter();
  enter();
  vi.advanceTimersByTime(5_000);
  enter();
  expect(states).toEqual(["at work", "at work", "at work"]);
  end(0);
  end(1);
  for (let n = 0; n < 2; n += 1) enter();
  expect(states.slice(3)).toEqual(["at work", "waiting"]);
});

test("where answers take too long, fewer are at work at once until they are quick again", () => {
  const { states, enter, end } = makeQueue({ ...LIMITS, atOnce: 6, maxWaiting: 100, aimMs: 800 });
  const atWork = () => states.filter((state) => state === "at work").length;
  const answerAll = (afterMs: number) => {
    vi.advanceTimersByTime(afterMs);
    for (const [at, state] of [...states.entries()]) if (state === "at work") end(at);
  };
  for (let n = 0; n < 6; n += 1) enter();
  answerAll(900);
  for (let n = 0; n < 30; n += 1) enter();
  expect(atWork()).toBe(2);
  for (let round = 0; round < 40; round += 1) {
    answerAll(10);
    for (let n = 0; n < 6; n += 1) enter();
  }
  expect(atWork()).toBe(6);
});

test("all are refused while requests wait elsewhere", () => {
  let waitMs = 1_001;
  const { states, enter } = makeQueue({ ...LIMITS, waitElsewhereMs: () => waitMs });
  enter();
  waitMs = 0;
  enter();
  expect(states).toEqual(["refused", "at work"]);
});
