import { expect, test } from "vitest";
import { overfitGap } from "./overfit-gap";

test.each([
  [[20, 4, 120], [4, 4, 60], 1, 0.1333, 0.0037, 0.2676],
  [[20, 4, 120], [4, 4, 60], 5, 0.1333, -0.0458, 0.3188],
  [[12, 4, 120], [3, 2, 60], 1, 0.05, -0.0637, 0.1647],
  [[30, 3, 200], [5, 6, 100], 1, 0.145, 0.0575, 0.2388],
] as const)(
  "development %j, holdout %j, of %d versions",
  (ours, theirs, versions, value, low, high) => {
    const gain = ([gained, lost, n]: readonly [number, number, number]) => ({ gained, lost, n });
    const gap = overfitGap(gain(ours), gain(theirs), versions);
    expect(gap?.value).toBeCloseTo(value, 4);
    expect(gap?.low).toBeCloseTo(low, 4);
    expect(gap?.high).toBeCloseTo(high, 4);
    expect(gap?.isReal).toBe(low > 0);
  },
);
