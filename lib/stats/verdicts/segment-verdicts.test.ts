import { expect, test } from "vitest";
import type { TallyPair } from "./pair-gate";
import { decideSegments } from "./segment-verdicts";

const pass = { passed: 1, failed: 0, errored: 0 };
const fail = { passed: 0, failed: 1, errored: 0 };
const error = { passed: 0, failed: 0, errored: 1 };
const times = (n: number, pair: TallyPair) => Array.from({ length: n }, () => pair);
const segment = (gained: number, lost: number, same: number, errored = 0) => [
  ...times(gained, { candidate: pass, baseline: fail }),
  ...times(lost, { candidate: fail, baseline: pass }),
  ...times(same, { candidate: pass, baseline: pass }),
  ...times(errored, { candidate: error, baseline: pass }),
];
const verdicts = (segments: TallyPair[][], margin = 0) =>
  decideSegments(segments, margin).map((decision) => decision?.verdict ?? null);

test("the verdict of a segment is Holm's decision over all that were tested", () => {
  const worse = segment(2, 14, 24);
  expect(verdicts([worse])).toEqual(["fail"]);
  const others = Array.from({ length: 7 }, () => segment(1, 1, 38));
  expect(verdicts([worse, ...others])[0]).toBe("fail");
  const unsure = segment(0, 6, 34);
  expect(verdicts([unsure])).toEqual(["fail"]);
  expect(verdicts([unsure, ...others])[0]).toBe("inconclusive");
});

test("a segment of fewer than five pairs is not tested and is no look", () => {
  const [small, large] = decideSegments([segment(0, 4, 0), segment(0, 6, 34)], 0);
  expect(small).toMatchObject({ verdict: "inconclusive", p: null, adjusted: null });
  expect(large).toMatchObject({ verdict: "fail" });
  expect(large?.adjusted).toBe(large?.p);
});

test("a fail must hold with every error newly passing", () => {
  expect(verdicts([segment(0, 6, 34, 1)])).toEqual(["fail"]);
  const [decision] = decideSegments([segment(0, 6, 34, 4)], 0);
  expect(decision).toMatchObject({ verdict: "fail" });
  const few = decideSegments([segment(0, 5, 34)], 0)[0];
  expect(few).toMatchObject({ verdict: "fail" });
  const errors = times(2, { candidate: pass, baseline: error });
  expect(decideSegments([[...segment(0, 5, 34), ...errors]], 0)[0]).toMatchObject({
    verdict: "inconclusive",
    withoutErrors: "fail",
  });
});

test("with a margin it is tested whether the loss is larger", () => {
  expect(verdicts([segment(0, 6, 94)], 0.05)).toEqual(["inconclusive"]);
  expect(verdicts([segment(2, 2, 196)], 0.05)).toEqual(["pass"]);
  expect(verdicts([segment(0, 30, 70)], 0.05)).toEqual(["fail"]);
});

test("nothing shared is no decision", () => {
  expect(decideSegments([[]], 0)).toEqual([null]);
});
