import { expect, test } from "vitest";
import { basesOf } from "./review-words";

test("what a version can be compared with names what is live and what is rolling out", () => {
  const review = {
    base: { kind: "live", version: 2 },
    environment: "production",
    version: 4,
    decisions: [],
  } as unknown as Parameters<typeof basesOf>[0];
  const labels = (rollout?: { id: string; version: number; percent: number }) =>
    basesOf(review, 3, rollout).map(({ label }) => label);
  expect(labels()).toEqual([
    "against v2, live in production",
    "against v3, its parent",
    "against v1",
  ]);
  expect(labels({ id: "r", version: 3, percent: 10 })[1]).toBe(
    "against v3, rolling out at 10 %, its parent",
  );
});
