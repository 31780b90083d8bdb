import { expect, test } from "vitest";
import { outsideRetention, retentionWarning } from "./outside-retention";
import type { TraceBatch } from "./span";

const now = new Date("2026-11-29T12:00:00Z");
const batch = (startedAt: string): TraceBatch => ({
  traceId: startedAt,
  source: "rest",
  spans: [],
  facts: null,
  times: { startedAt: new Date(startedAt), endedAt: new Date(startedAt) },
});

test("a trace that began before what the project keeps is told of, by its place", () => {
  const batches = ["2026-11-28T12:00:00Z", "2026-08-01T00:00:00Z", "2026-10-30T12:00:01Z"].map(
    batch,
  );
  expect(outsideRetention(batches, 90, now)).toEqual([1]);
  expect(outsideRetention(batches, 30, now)).toEqual([1]);
  expect(outsideRetention(batches, 29, now)).toEqual([1, 2]);
  expect(retentionWarning(29)).toContain("more than 29 days ago");
});
