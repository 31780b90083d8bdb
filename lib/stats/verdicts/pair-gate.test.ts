import { describe, expect, test } from "vitest";
import { decidePairs, type TallyPair } from "./pair-gate";

const pass = { passed: 1, failed: 0, errored: 0 };
const fail = { passed: 0, failed: 1, errored: 0 };
const error = { passed: 0, failed: 0, errored: 1 };
const times = (n: number, pair: TallyPair) => Array.from({ length: n }, () => pair);
const pairs = (gained: number, lost: number, same: number, errored = 0) => [
  ...times(gained, { candidate: pass, baseline: fail }),
  ...times(lost, { candidate: fail, baseline: pass }),
  ...times(same, { candidate: pass, baseline: pass }),
  ...times(errored, { candidate: error, baseline: pass }),
];

describe("not worse than live by more than 5 points", () => {
  test.each([
    [2, 3, 115, "pass"],
    [0, 0, 120, "pass"],
    [6, 8, 46, "inconclusive"],
    [1, 20, 99, "fail"],
  ])("%d newly passing, %d newly failing, %d the same: %s", (gained, lost, same, verdict) => {
    expect(decidePairs(pairs(gained, lost, same), 0.05)?.verdict).toBe(verdict);
  });

  test("a pass must hold with every error newly failing", () => {
    expect(decidePairs(pairs(2, 3, 115), 0.05)?.verdict).toBe("pass");
    expect(decidePairs(pairs(2, 3, 115, 8), 0.05)).toMatchObject({
      verdict: "inconclusive",
      withoutErrors: "pass",
      errored: 8,
      n: 120,
    });
  });

  test("nothing to compare is no decision", () => {
    expect(decidePairs([], 0.05)).toBeNull();
    expect(decidePairs(times(3, { candidate: error, baseline: pass }), 0.05)).toBeNull();
  });
});

test("repeats are compared by their case means", () => {
  const better = { passed: 3, failed: 0, errored: 0 };
  const worse = { passed: 2, failed: 1, errored: 0 };
  const decision = decidePairs(
    [
      ...times(12, { candidate: better, baseline: worse }),
      ...times(48, { candidate: better, baseline: better }),
    ],
    0,
  );
  expect(decision?.value).toBeCloseTo(12 / 60 / 3, 12);
  expect(decision?.verdict).toBe("pass");
});
