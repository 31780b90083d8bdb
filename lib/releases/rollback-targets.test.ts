import { expect, test } from "vitest";
import { rollbackTargets } from "./rollback-targets";

/** `2` is a release of v2, `-1` a rollback to v1, `0` a prompt that is taken offline. */
const after = (...steps: number[]) =>
  rollbackTargets(
    steps.map((step) => ({
      version: step === 0 ? null : Math.abs(step),
      isRollback: step <= 0,
    })),
  );

test.each([
  ["the first release has nothing behind it", [1], []],
  ["a release can go back to what was live before, the nearest first", [1, 2, 3], [2, 1]],
  ["what a rollback took away does not come back", [1, 2, -1], []],
  ["after a rollback one can go further back", [1, 2, 3, -2], [1]],
  ["also not by way of a later release", [1, 2, -1, 3], [1]],
  ["also not when a release above it is rolled back first", [1, 2, 3, -1], []],
  ["a version that is released again can be gone back to", [1, 2, -1, 2, 3], [2, 1]],
  [
    "from a rollback that was undone when that was no release, one can go back",
    [1, 2, -1, -2],
    [1],
  ],
  ["taken offline, nothing comes back without a release", [1, 2, 0], []],
  ["a release after that begins anew", [1, 2, 0, 3], []],
])("%s", (_, steps, targets) => {
  expect(after(...steps)).toEqual(targets);
});
