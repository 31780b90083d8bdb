import { expect, test } from "vitest";
import type { Score } from "@/lib/scorers/contract";
import type { Outcome } from "./contract";
import { type CountedResult, makeRunTally } from "./summarise-run";
import { withholdSmallGroups } from "./withhold";

const label = (expected: string, actual: string): Score => ({
  scorer: "category",
  kind: "label",
  status: "scored",
  value: expected === actual ? 1 : 0,
  passed: expected === actual,
  reason: "a long story",
  details: { expected, actual },
});

const result = (
  caseRowId: string,
  outcome: Outcome,
  more: Partial<CountedResult> = {},
): CountedResult => ({
  caseRowId,
  outcome,
  scores: [],
  latencyMs: outcome === "errored" ? null : 100,
  costUsd: outcome === "errored" ? null : 0.01,
  inputTokens: 10,
  cachedInputTokens: 2,
  outputTokens: 5,
  retries: 1,
  recorded: false,
  kind: "routine",
  segments: [],
  ...more,
});

function summarise(results: CountedResult[]) {
  const tally = makeRunTally({ scorers: [], segments: ["Enterprise"], segmentsHash: "h" });
  for (const each of results) tally.add(each);
  return tally.summary(null);
}

test("the pass rate is of cases with a verdict, the counts are of answers", () => {
  const summary = summarise([
    result("a", "passed"),
    result("a", "passed"),
    result("a", "failed"),
    result("b", "failed"),
    result("b", "errored"),
    result("c", "errored"),
  ]);
  expect(summary.results).toEqual({ n: 6, passed: 2, failed: 2, errored: 2 });
  expect(summary.cases).toEqual({ n: 3, passed: 1, failed: 1, errored: 1 });
  expect(summary.passRate).toMatchObject({ value: 0.5, n: 2 });
  expect(summary.retries).toBe(6);
});

test("errors have neither latency nor cost, and cost per success divides by what passed", () => {
  const summary = summarise([result("a", "passed"), result("b", "failed"), result("c", "errored")]);
  expect(summary.latency.p50?.n).toBe(2);
  expect(summary.cost.answersUsd).toBeCloseTo(0.02);
  expect(summary.cost.perSuccessUsd).toBeCloseTo(0.02);
});

test("one answer of unknown price makes the run's cost unknown, not lower", () => {
  const summary = summarise([result("a", "passed"), result("b", "passed", { costUsd: null })]);
  expect(summary.cost).toMatchObject({ answersUsd: null, perSuccessUsd: null });
});

test("a run without one verdict has no rate", () => {
  expect(summarise([result("a", "errored")]).passRate).toBeNull();
  expect(summarise([]).passRate).toBeNull();
});

test("labels make a confusion matrix", () => {
  const summary = summarise([
    result("a", "passed", { scores: [label("refund", "refund")] }),
    result("b", "failed", { scores: [label("refund", "delivery")] }),
    result("c", "passed", { scores: [label("delivery", "delivery")] }),
  ]);
  expect(summary.labels).toMatchObject([
    {
      scorer: "category",
      labels: ["delivery", "refund"],
      counts: [
        [1, 0],
        [1, 1],
      ],
    },
  ]);
  expect(summary.scores.category).toMatchObject({ rate: { value: 2 / 3, n: 3 } });
});

test("who may not see the holdout is told nothing about groups of one to four cases", () => {
  const small = Array.from({ length: 4 }, (_, n) =>
    result(`s${n}`, "failed", {
      kind: "edge",
      segments: ["Enterprise"],
      scores: [label("rare", "x")],
    }),
  );
  const large = Array.from({ length: 5 }, (_, n) =>
    result(`l${n}`, "passed", { scores: [label("usual", "usual")] }),
  );
  const told = withholdSmallGroups(summarise([...small, ...large]));
  expect(told.byKind).toMatchObject([
    { kind: "edge", withheld: true, passRate: null, failed: null },
    // Nine in all less five would tell the four.
    { kind: "routine", withheld: true, passed: null },
  ]);
  expect(told.bySegment).toMatchObject([{ segment: "Enterprise", withheld: true }]);
  expect(told.labels[0]).toMatchObject({ labels: ["usual"], counts: [], other: [] });
});
