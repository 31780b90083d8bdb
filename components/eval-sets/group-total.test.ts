import { expect, test } from "vitest";
import { groupTotal } from "./group-total";

const set = {
  counts: { development: 420, holdout: 80 },
  kinds: [{ kind: "edge" as const, development: 31, holdout: 4 }],
  segments: [{ segment: "Enterprise", development: 120, holdout: null }],
};
const none = { kind: null, segment: null, q: "" };

test("a group counts all its cases, whatever is loaded", () => {
  expect(groupTotal(set, none, "development")).toBe(420);
  expect(groupTotal(set, { ...none, kind: "edge" }, "holdout")).toBe(4);
  expect(groupTotal(set, { ...none, segment: "Enterprise" }, "development")).toBe(120);
});

test("what nobody has counted has no total", () => {
  expect(groupTotal(set, { ...none, q: "refund" }, "development")).toBeNull();
  expect(
    groupTotal(set, { ...none, kind: "edge", segment: "Enterprise" }, "development"),
  ).toBeNull();
  expect(groupTotal(set, { ...none, segment: "Enterprise" }, "holdout")).toBeNull();
});
