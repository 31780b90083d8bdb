import { expect, test } from "vitest";
import { type CaseSide, type ComparableCase, compareCases } from "./compare-cases";
import type { Outcome } from "./contract";

const side = (caseId: string, verdict: Outcome, more: Partial<ComparableCase> = {}) => ({
  caseId,
  verdict,
  latencyMs: 100,
  costUsd: 0.001,
  kind: "routine",
  segments: [] as string[],
  isWithheld: false,
  ...more,
});

const options = { segments: ["Enterprise"], margin: 0, told: null };

function pairsOf(was: Outcome[], is: Outcome[], more: Partial<ComparableCase> = {}) {
  const baselines: CaseSide[] = was.map((verdict, index) => side(`c${index}`, verdict));
  const candidates = is.map((verdict, index) => side(`c${index}`, verdict, more));
  return [candidates, baselines] as const;
}

const fill = (count: number, outcome: Outcome) => Array.from({ length: count }, () => outcome);

test("ten cases that newly pass and none that newly fails are a pass", () => {
  const [ours, theirs] = pairsOf(
    [...fill(10, "failed"), ...fill(20, "passed")],
    fill(30, "passed"),
  );
  const compared = compareCases(ours, theirs, options);
  expect(compared).toMatchObject({
    verdict: "pass",
    n: 30,
    counts: { newlyPassing: 10, newlyFailing: 0 },
  });
  expect(compared.pValue).toBeCloseTo(2 * 0.5 ** 10);
});

test("an error on either side leaves the case out, and many of them leave the verdict open", () => {
  const [ours, theirs] = pairsOf(
    [...fill(10, "failed"), ...fill(10, "passed")],
    [...fill(8, "passed"), ...fill(2, "errored"), ...fill(10, "passed")],
  );
  const compared = compareCases(ours, theirs, options);
  expect(compared).toMatchObject({ n: 18, counts: { errored: 2 }, verdict: "inconclusive" });
});

test("only shared cases are compared, the others are counted", () => {
  const compared = compareCases(
    [side("a", "passed"), side("new", "passed")],
    [side("a", "passed"), side("old", "failed"), side("older", "failed")],
    options,
  );
  expect(compared).toMatchObject({ n: 1, counts: { onlyCandidate: 1, onlyBaseline: 2 } });
});

test("no shared case means that nothing was measured", () => {
  const compared = compareCases([side("a", "passed")], [side("b", "passed")], options);
  expect(compared).toMatchObject({
    verdict: "not_measured",
    n: 0,
    pValue: null,
    passRateDifference: null,
    latencyP95DifferenceMs: null,
  });
});

test("an unknown cost leaves its pair out of the cost difference", () => {
  const [ours, theirs] = pairsOf(fill(20, "passed"), fill(20, "passed"));
  const priced = ours.map((each, index) => ({ ...each, costUsd: index < 5 ? null : 0.002 }));
  expect(compareCases(priced, theirs, options).costDifferenceUsd).toMatchObject({ n: 15 });
});

test("withheld cases are counted and never named", () => {
  const [ours, theirs] = pairsOf(fill(6, "passed"), fill(6, "failed"), { isWithheld: true });
  const compared = compareCases(ours, theirs, { ...options, told: [] });
  expect(compared.newlyFailing).toEqual([]);
  expect(compared.counts.newlyFailing).toBe(6);
});

test("fewer than five holdout cases say nothing, as a whole and as a segment", () => {
  const more = { isWithheld: true, segments: ["Enterprise"] };
  const [ours, theirs] = pairsOf(fill(4, "passed"), fill(4, "failed"), more);
  const compared = compareCases(ours, theirs, { ...options, told: [] });
  expect(compared).toMatchObject({
    verdict: "not_measured",
    passRateDifference: null,
    counts: { newlyFailing: null, stillPassing: null },
    bySegment: [{ segment: "Enterprise", withheld: true, candidate: null, pValue: null }],
  });
});

test("holdout runs in which one to four cases have a verdict in one run only are not compared", () => {
  const [ours, theirs] = pairsOf(fill(20, "passed"), fill(20, "passed"), { isWithheld: true });
  const others = theirs.map((side, index) =>
    index < 2 ? { ...side, verdict: "errored" as const } : side,
  );
  const compared = compareCases(ours, others, { ...options, told: [] });
  expect(compared).toMatchObject({ passRateDifference: null, counts: { stillPassing: null } });
});
