import { expect, test } from "vitest";
import type { QueueItem } from "@/lib/trace-reviews/contract";
import { nextPending } from "./pending-items";

const item = (traceId: string, more: Partial<QueueItem> = {}): QueueItem => ({
  traceId,
  rule: "random",
  reason: "was drawn at random",
  startedAt: "2026-11-16T08:00:00.000Z",
  prompt: null,
  version: null,
  heldBy: null,
  verdict: null,
  reviewedBy: null,
  reviewedAt: null,
  ...more,
});

test("the next one is the first below that nobody has judged or holds", () => {
  const items = [
    item("a"),
    item("b"),
    item("c", { verdict: "fine" }),
    item("d", { heldBy: "Tomas" }),
    item("e"),
  ];
  expect(nextPending(items, "b")).toBe("e");
  expect(nextPending(items, "e")).toBe("a");
  expect(nextPending(items, null)).toBe("a");
});

test("the last one left has none after it", () => {
  expect(nextPending([item("a"), item("b", { verdict: "fine" })], "a")).toBeNull();
  expect(nextPending([], null)).toBeNull();
  expect(nextPending([item("a")], null, ["a"])).toBeNull();
});
