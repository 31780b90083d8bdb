import { expect, test } from "vitest";
import type { Release } from "@/lib/releases/contract";
import { waysBack } from "./ways-back";

const release = (number: number, version: number, replaces: number | null, more = {}) =>
  ({ id: `r${number}`, number, version, replaces, isLive: false, ...more }) as Release;
const live = { isLive: true };
const rollback = (of: number) => ({ rolledBack: { id: `r${of}`, number: of, version: 0 } });

test("from a release one goes back to what it replaced", () => {
  const releases = [release(2, 2, 1, live), release(1, 1, null)];
  expect(waysBack(releases)).toEqual([{ release: "r2", to: 1, isUndo: false }]);
});

test("from the first release there is no way back", () => {
  expect(waysBack([release(1, 1, null, live)])).toEqual([]);
  expect(waysBack([])).toEqual([]);
});

test("after a rollback one goes further back, and what was taken back comes only by undoing it", () => {
  const releases = [
    release(4, 2, 3, { ...live, ...rollback(3) }),
    release(3, 3, 2),
    release(2, 2, 1),
    release(1, 1, null),
  ];
  expect(waysBack(releases)).toEqual([
    { release: "r2", to: 1, isUndo: false },
    { release: "r4", to: 3, isUndo: true },
  ]);
});

test("after a rollback to the first version only the undoing is left", () => {
  const releases = [
    release(3, 1, 2, { ...live, ...rollback(2) }),
    release(2, 2, 1),
    release(1, 1, null),
  ];
  expect(waysBack(releases)).toEqual([{ release: "r3", to: 2, isUndo: true }]);
});

test("after the undoing of a rollback there is one way, not two with one end", () => {
  const releases = [
    release(4, 2, 1, { ...live, ...rollback(3) }),
    release(3, 1, 2, rollback(2)),
    release(2, 2, 1),
    release(1, 1, null),
  ];
  expect(waysBack(releases)).toEqual([{ release: "r2", to: 1, isUndo: false }]);
});
