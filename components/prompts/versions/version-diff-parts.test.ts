import { expect, test } from "vitest";
import { type DiffPart, foldedParts, isPartOpen } from "./version-diff-parts";

const part = (id: string, differs = false): DiffPart => ({
  ...{ id, label: id, kind: "message", differs },
  ...{ added: 0, removed: 0, note: "", tone: "plain" },
});
const many = [part("m1", true), ...["m2", "m3", "m4", "m5", "m6"].map((id) => part(id))];

test("many unchanged messages are folded, the changed ones are not", () => {
  expect([...foldedParts(many, { target: null })]).toEqual(["m2", "m3", "m4", "m5", "m6"]);
});

test("a few are shown", () => {
  expect(foldedParts(many.slice(0, 4), { target: null }).size).toBe(0);
});

test("one that the address names or a thread stands on is never folded", () => {
  const folded = foldedParts([...many, part("m7"), part("m8")], {
    target: { part: "m3" },
    threads: [{ part: "m4" }],
  });
  expect([...folded]).toEqual(["m2", "m5", "m6", "m7", "m8"]);
});

test("a part that differs is open until it was viewed, and one that is named stays open", () => {
  const fold = { chosen: undefined, onOpenChange: () => {} };
  const differs = { differs: true, isNamed: false };
  expect(isPartOpen(fold, differs)).toBe(true);
  expect(isPartOpen({ ...fold, isViewed: true }, differs)).toBe(false);
  expect(isPartOpen({ ...fold, isViewed: true }, { ...differs, isNamed: true })).toBe(true);
  expect(isPartOpen({ ...fold, chosen: true, isViewed: true }, differs)).toBe(true);
  expect(isPartOpen(fold, { differs: false, isNamed: false })).toBe(false);
});
