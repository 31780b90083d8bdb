import { expect, test } from "vitest";
import type { Release } from "@/lib/releases/contract";
import { takenAway, wayBack } from "./ways-back";

const release = (number: number, version: number | null, replaces: number | null, more = {}) =>
  ({ id: `r${number}`, number, version, replaces, isLive: false, ...more }) as Release;
const live = { isLive: true };
const rollback = (of: number) => ({
  rollbackOf: `r${of}`,
  rolledBack: { id: `r${of}`, number: of, version: 0 },
});

test("from a release one goes back to what it replaced", () => {
  const releases = [release(2, 2, 1, live), release(1, 1, null)];
  expect(wayBack(releases)).toEqual({ release: "r2", to: 1 });
  expect(takenAway(releases)).toBeNull();
});

test("the first release is taken offline", () => {
  expect(wayBack([release(1, 1, null, live)])).toEqual({ release: "r1", to: null });
  expect(wayBack([])).toBeNull();
});

test("after a rollback one goes further back; what it took away comes by a release", () => {
  const releases = [
    release(4, 2, 3, { ...live, ...rollback(3) }),
    release(3, 3, 2),
    release(2, 2, 1),
    release(1, 1, null),
  ];
  expect(wayBack(releases)).toEqual({ release: "r2", to: 1 });
  expect(takenAway(releases)).toBe(3);
});

test("after a rollback to the first version it can be taken offline", () => {
  const releases = [
    release(3, 1, 2, { ...live, ...rollback(2) }),
    release(2, 2, 1),
    release(1, 1, null),
  ];
  expect(wayBack(releases)).toEqual({ release: "r1", to: null });
  expect(takenAway(releases)).toBe(2);
});

test("offline there is no way further back", () => {
  const releases = [release(2, null, 1, rollback(1)), release(1, 1, null)];
  expect(wayBack(releases)).toBeNull();
  expect(takenAway(releases)).toBe(1);
});

test("while a version is rolling out, the way back is from it to the one that is live beside it", () => {
  const releases = [release(2, 2, 1), release(1, 1, null, live)];
  expect(wayBack(releases)).toEqual({ release: "r2", to: 1 });
  expect(takenAway(releases)).toBeNull();
});

test("what a rollout was rolled back from comes again by a release", () => {
  const rollback = { rollbackOf: "r2", rolledBack: { id: "r2", number: 2, version: 2 } };
  const releases = [
    release(3, 1, 1, { ...live, ...rollback }),
    release(2, 2, 1),
    release(1, 1, null),
  ];
  expect(takenAway(releases)).toBe(2);
});
