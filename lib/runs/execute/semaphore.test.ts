import { expect, test } from "vitest";
import { makeSemaphore } from "./semaphore";

const settled = () => new Promise((resolve) => setImmediate(resolve));
const { signal } = new AbortController();

test("no more calls than the limit are under way", async () => {
  const semaphore = makeSemaphore(() => 2, 10);
  let entered = 0;
  for (let n = 0; n < 5; n++) void semaphore.acquire().then(() => entered++);
  await settled();
  expect(entered).toBe(2);
  semaphore.release();
  await settled();
  expect(entered).toBe(3);
});

test("a call that waits to try again gives its place to another, and comes back before new ones", async () => {
  const semaphore = makeSemaphore(() => 1, 10);
  const order: string[] = [];
  await semaphore.acquire();
  const waiting = semaphore.backOff(0, signal).then(() => order.push("back"));
  const next = semaphore.acquire().then(() => order.push("second"));
  const third = semaphore.acquire().then(() => order.push("third"));
  await next;
  await new Promise((resolve) => setTimeout(resolve, 5));
  semaphore.release();
  await waiting;
  semaphore.release();
  await third;
  expect(order).toEqual(["second", "back", "third"]);
});

test("when too many wait to try again, no new call begins", async () => {
  const semaphore = makeSemaphore(() => 1, 1);
  const stop = new AbortController();
  await semaphore.acquire();
  const backingOff = semaphore.backOff(60_000, stop.signal);
  let isIn = false;
  const entering = semaphore.acquire().then(() => {
    isIn = true;
  });
  await settled();
  expect(isIn).toBe(false);
  stop.abort();
  await backingOff;
  semaphore.release();
  await entering;
  expect(isIn).toBe(true);
});
