import { expect, test } from "vitest";
import type { Outcome } from "@/lib/runs/contract";
import { countAnswers } from "@/lib/runs/results/case-outcome";
import type { CaseGroup, CaseSide } from "./case-pair";
import { compareCases, type PackedComparison } from "./compare-cases";
import { makeSidePacker } from "./packed-sides";

type ComparableCase = CaseSide & CaseGroup;

const pack = (sides: readonly ComparableCase[]) => {
  const packer = makeSidePacker();
  packer.add(sides.map((each) => ({ ...each, group: packer.groupIndex(each) })));
  return packer.packed();
};

const compare = (
  candidates: readonly ComparableCase[],
  baselines: readonly ComparableCase[],
  given: PackedComparison["options"],
) => compareCases({ candidates: pack(candidates), baselines: pack(baselines), options: given });

const side = (
  caseId: string,
  outcome: Outcome | Outcome[],
  more: Partial<ComparableCase> = {},
): ComparableCase => ({
  caseId,
  ...countAnswers([outcome].flat().map((each) => ({ outcome: each }))),
  latencyMs: 100,
  costUsd: 0.001,
  kind: "routine",
  segments: [] as string[],
  isWithheld: false,
  ...more,
});

const options = { segments: ["Enterprise"], margin: 0, tellable: null };

function pairsOf(
  was: (Outcome | Outcome[])[],
  is: (Outcome | Outcome[])[],
  more: Partial<ComparableCase> = {},
) {
  const baselines = was.map((outcome, index) => side(`c${index}`, outcome));
  const candidates = is.map((outcome, index) => side(`c${index}`, outcome, more));
  return [candidates, baselines] as const;
}

const fill = (count: number, outcome: Outcome) => Array.from({ length: count }, () => outcome);

test("ten cases that newly pass and none that newly fails are a pass", () => {
  const [ours, theirs] = pairsOf(
    [...fill(10, "failed"), ...fill(20, "passed")],
    fill(30, "passed"),
  );
  const compared = compare(ours, theirs, options);
  expect(compared).toMatchObject({
    verdict: "pass",
    n: 30,
    counts: { newlyPassing: 10, newlyFailing: 0 },
  });
  expect(compared.pValue).toBeCloseTo(2 * 0.5 ** 10);
});

test("an error counts against the verdict: a pass must hold with it newly failing", () => {
  const was = [...fill(8, "failed"), ...fill(22, "passed")] as Outcome[];
  const is = (errors: number): Outcome[] => [
    ...fill(30 - errors, "passed"),
    ...fill(errors, "errored"),
  ];
  expect(compare(...pairsOf(was, is(1)), options)).toMatchObject({
    n: 29,
    counts: { errored: 1 },
    verdict: "pass",
  });
  const many = compare(...pairsOf(was, is(4)), options);
  expect(many).toMatchObject({ n: 26, counts: { errored: 4 }, verdict: "inconclusive" });
  expect(many.verdictReason).toBe(
    "4 shared cases have errors, which might cost the pass. Retry the errors.",
  );
});

test("repeats count as case means, never by the majority", () => {
  const twoOfThree: Outcome[] = ["passed", "passed", "failed"];
  const [ours, theirs] = pairsOf(
    Array.from({ length: 30 }, () => twoOfThree),
    Array.from({ length: 30 }, () => fill(3, "passed")),
  );
  const compared = compare(ours, theirs, options);
  expect(compared.counts).toMatchObject({ newlyPassing: 0, stillPassing: 30 });
  expect(compared.passRateDifference?.value).toBeCloseTo(1 / 3, 12);
  expect(compared).toMatchObject({ verdict: "pass", pValue: 0, decidedBy: "interval" });
});

test("a segment passes or fails by its corrected p, and its rates have its own n", () => {
  const segments = Array.from({ length: 8 }, (_, index) => `s${index}`);
  const ours = segments.flatMap((segment, at) =>
    Array.from({ length: 20 }, (_, index) =>
      side(`${segment} ${index}`, at === 0 && index < 6 ? "failed" : "passed", {
        segments: [segment],
      }),
    ),
  );
  const theirs = ours.map((each) => ({ ...each, passed: 1, failed: 0 }));
  const { bySegment } = compare(ours, theirs, { ...options, segments });
  // The interval of this segment alone leaves 0 out; with eight looks that is not enough.
  expect(bySegment[0]?.difference?.high).toBeLessThan(0);
  expect(bySegment[0]?.pValue).toBeCloseTo(0.0143, 4);
  expect(bySegment[0]).toMatchObject({ verdict: "inconclusive", decidedBy: "holm" });
  expect(bySegment[0]?.reason).toBe("Allowing for 8 segments, 20 shared cases cannot tell.");
  expect(bySegment[0]?.candidate).toMatchObject({ value: 14 / 20, n: 20 });
  const alone = compare(ours, theirs, { ...options, segments: ["s0"] });
  expect(alone.bySegment[0]).toMatchObject({
    verdict: "fail",
    reason: "s0 got worse: 6 of 20 fail more often, 0 pass more often.",
  });
});

test("how many cases would decide says which way", () => {
  const [ours, theirs] = pairsOf(
    [...fill(4, "failed"), ...fill(56, "passed")],
    [...fill(58, "passed"), ...fill(2, "failed")],
  );
  const compared = compare(ours, theirs, options);
  expect(compared).toMatchObject({ verdict: "inconclusive", casesNeededVerdict: "pass" });
  expect(compared.casesNeeded).toBe(705);
  expect(compared.verdictReason).toContain("705 cases would pass four times in five");
});

test("only shared cases are compared, the others are counted", () => {
  const compared = compare(
    [side("a", "passed"), side("new", "passed")],
    [side("a", "passed"), side("old", "failed"), side("older", "failed")],
    options,
  );
  expect(compared).toMatchObject({ n: 1, counts: { onlyCandidate: 1, onlyBaseline: 2 } });
});

test("no shared case means that nothing was measured", () => {
  const compared = compare([side("a", "passed")], [side("b", "passed")], options);
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
  expect(compare(priced, theirs, options).costDifferenceUsd).toMatchObject({ n: 15 });
});

test("withheld cases are counted and never named", () => {
  const [ours, theirs] = pairsOf(fill(6, "passed"), fill(6, "failed"), { isWithheld: true });
  const compared = compare(ours, theirs, { ...options, tellable: [] });
  expect(compared.newlyFailing).toEqual([]);
  expect(compared.counts.newlyFailing).toBe(6);
});

test("fewer than five holdout cases say nothing, as a whole and as a segment", () => {
  const more = { isWithheld: true, segments: ["Enterprise"] };
  const [ours, theirs] = pairsOf(fill(4, "passed"), fill(4, "failed"), more);
  const compared = compare(ours, theirs, { ...options, tellable: [] });
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
    index < 2 ? { ...side, passed: 0, errored: 1 } : side,
  );
  const compared = compare(ours, others, { ...options, tellable: [] });
  expect(compared).toMatchObject({ passRateDifference: null, counts: { stillPassing: null } });
});

test("a case without an answer to its own input is in no figure, and is counted apart", () => {
  const [ours, theirs] = pairsOf(fill(12, "passed"), fill(12, "failed"));
  const none = { ...side("c0", []), latencyMs: null, costUsd: null };
  const compared = compare([none, ...ours.slice(1)], theirs, options);
  expect(compared).toMatchObject({
    n: 11,
    counts: { newlyFailing: 11, errored: 0, otherInput: 1, onlyCandidate: 0, onlyBaseline: 0 },
    latencyMeanDifferenceMs: { n: 11 },
  });
  expect(compared.newlyFailing).toHaveLength(11);
});
