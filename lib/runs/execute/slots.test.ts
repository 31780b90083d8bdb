import { expect, test } from "vitest";
import { makeSlots } from "./slots";

const settled = () => new Promise((resolve) => setImmediate(resolve));
const { signal } = new AbortController();

test("no more calls than the limit are under way", async () => {
  const slots = makeSlots(() => 2, 10);
  let entered = 0;
  for (let n = 0; n < 5; n++) void slots.acquire().then(() => entered++);
  await settled();
  expect(entered).toBe(2);
  slots.release();
  await settled();
  expect(entered).toBe(3);
});

test("a call that waits to try again gives its place to another, and comes back before new ones", async () => {
  const slots = makeSlots(() => 1, 10);
  const order: string[] = [];
  await slots.acquire();
  const waiting = slots.park(0, signal).then(() => order.push("back"));
  const next = slots.acquire().then(() => order.push("second"));
  const third = slots.acquire().then(() => order.push("third"));
  await next;
  await new Promise((resolve) => setTimeout(resolve, 5));
  slots.release();
  await waiting;
  slots.release();
  await third;
  expect(order).toEqual(["second", "back", "third"]);
});

test("when too many wait to try again, no new call begins", async () => {
  const slots = makeSlots(() => 1, 1);
  const stop = new AbortController();
  await slots.acquire();
  const parked = slots.park(60_000, stop.signal);
  let isIn = false;
  const entering = slots.acquire().then(() => {
    isIn = true;
  });
  await settled();
  expect(isIn).toBe(false);
  stop.abort();
  await parked;
  slots.release();
  await entering;
  expect(isIn).toBe(true);
});
