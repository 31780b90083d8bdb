import { expect, test } from "vitest";
import type { Review, ReviewHistoryEntry } from "@/lib/reviews/contract";
import { happenedSince, lastLookedAt } from "./happened-since";

const entry = (seq: number, isYours = false) => ({ seq, isYours }) as ReviewHistoryEntry;

test("what happened begins after one's own last word", () => {
  const { entries, isSinceYou } = happenedSince([entry(1), entry(2, true), entry(3), entry(4)]);
  expect(entries.map(({ seq }) => seq)).toEqual([3, 4]);
  expect(isSinceYou).toBe(true);
});

test("whoever had no part yet reads all of it", () => {
  expect(happenedSince([entry(1), entry(2)])).toMatchObject({ isSinceYou: false });
  expect(happenedSince([entry(1), entry(2)]).entries).toHaveLength(2);
});

test("the version looked at last is the one decided on or commented last", () => {
  const review = {
    decisions: [{ by: { id: "tomas" }, version: 7 }],
    comments: [
      { author: { id: "tomas" }, version: 6 },
      { author: { id: "ines" }, version: 8 },
    ],
  } as unknown as Review;
  expect(lastLookedAt(review, "tomas")).toBe(7);
  expect(lastLookedAt(review, "priya")).toBeNull();
  expect(lastLookedAt(review, null)).toBeNull();
});
