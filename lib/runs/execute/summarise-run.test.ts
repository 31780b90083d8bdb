import { describe, expect, test } from "vitest";
import { noUsage, unknownUsage } from "@/lib/providers/usage/usage";
import type { Outcome } from "@/lib/runs/contract";
import { tellSummary } from "@/lib/runs/holdout/withhold";
import type { Score } from "@/lib/scorers/contract";
import { type CountedResult, makeRunTally } from "./summarise-run";

const label = (expected: string, actual: string): Score => ({
  scorer: "category",
  kind: "label",
  status: "scored",
  value: expected === actual ? 1 : 0,
  passed: expected === actual,
  reason: "a long story",
  details: { expected, actual },
});

const usage = {
  ...noUsage,
  inputTokens: 10,
  cachedInputTokens: 2,
  outputTokens: 5,
  costUsd: 0.01,
};

const result = (
  caseRowId: string,
  outcome: Outcome,
  more: Partial<CountedResult> = {},
): CountedResult => ({
  caseRowId,
  outcome,
  scores: [],
  isAnswered: outcome !== "errored",
  latencyMs: outcome === "errored" ? null : 100,
  usage: outcome === "errored" ? unknownUsage("no_answer") : usage,
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

test("the pass rate is the mean of the cases that have an answer, the counts are of answers", () => {
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
  expect(summary.passRate).toMatchObject({ value: 1 / 3, n: 2 });
  expect(summary.retries).toBe(6);
});

test("errors have neither latency nor cost, and cost per success divides by what passed", () => {
  const summary = summarise([result("a", "passed"), result("b", "failed"), result("c", "errored")]);
  expect(summary.latency.p50?.n).toBe(2);
  expect(summary.cost.answersUsd).toBeCloseTo(0.02);
  expect(summary.cost.perSuccessUsd).toBeCloseTo(0.02);
});

test("one answer of unknown price makes the run's cost unknown, not lower", () => {
  const unpriced = { ...usage, costUsd: null, costUnknown: "no_price" as const };
  const summary = summarise([result("a", "passed"), result("b", "passed", { usage: unpriced })]);
  expect(summary.cost).toMatchObject({ answersUsd: null, perSuccessUsd: null });
});

test("an answer whose latency nobody recorded still has its cost and tokens", () => {
  const summary = summarise([result("a", "passed"), result("b", "passed", { latencyMs: null })]);
  expect(summary.latency.p50?.n).toBe(1);
  expect(summary.cost.answersUsd).toBeCloseTo(0.02);
  expect(summary.tokens).toEqual({ input: 20, cachedInput: 4, output: 10 });
});

test("tokens that one answer does not count are unknown for the run", () => {
  const uncounted = { ...usage, outputTokens: null };
  const summary = summarise([result("a", "passed"), result("b", "passed", { usage: uncounted })]);
  expect(summary.tokens).toEqual({ input: 20, cachedInput: 4, output: null });
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

describe("a holdout run below admin", () => {
  const answers = (n: number, more: object = {}) =>
    Array.from({ length: n }, (_, index) =>
      result(`c${index}`, index % 2 ? "passed" : "failed", {
        kind: index < 10 ? "edge" : "routine",
        segments: index < 6 ? ["Enterprise", "New"] : [],
        latencyMs: index,
        ...more,
      }),
    );
  const tell = (n: number, more: object = {}, repeats = 1) =>
    tellSummary(summarise(answers(n, more)), {
      repeats,
      shownGroups: { segments: ["Enterprise"], kinds: ["edge"] },
    });

  test("tells the groups that were chosen and nothing of the others, not even their size", () => {
    const summary = tell(20);
    expect(summary.bySegment).toMatchObject([{ segment: "Enterprise", n: 6, withheld: false }]);
    expect(summary.byKind).toMatchObject([
      { kind: "edge", n: 10, passed: 5 },
      { kind: "routine", n: null, passed: null, passRate: null, withheld: true },
    ]);
  });

  test.each([
    [9, null, null, null],
    [10, 10, null, null],
    [99, 99, null, null],
    [100, 100, 100, null],
    [500, 500, 500, 500],
  ])("of %i cases tells quantiles only with five cases beyond", (n, p50, p95, p99) => {
    const { latency } = tell(n);
    expect([latency.p50?.n ?? null, latency.p95?.n ?? null, latency.p99?.n ?? null]).toEqual([
      p50,
      p95,
      p99,
    ]);
    expect(latency.histogram).toEqual({ edges: [], counts: [], n: 0 });
  });

  test("an interval's bounds, which are values of single answers, need three times as many", () => {
    expect(tell(29).latency.p50).toMatchObject({ low: null, high: null });
    expect(tell(30).latency.p50?.low).not.toBeNull();
  });

  test("labels are told as an accuracy only", () => {
    const { labels } = tell(20, { scores: [label("rare", "x")] });
    expect(labels).toMatchObject([
      { labels: [], counts: [], other: [], perLabel: [], macroF1: null },
    ]);
    expect(labels[0]?.accuracy?.n).toBe(20);
  });

  test("a scorer that looked at one to four cases tells nothing; repeats do not make more cases", () => {
    expect(tell(4, { scores: [label("a", "a")] }).scores).toEqual({});
    expect(tell(20, { scores: [label("a", "a")] }, 5).scores).toEqual({});
    expect(tell(20, { scores: [label("a", "a")] }).scores.category?.n).toBe(20);
  });

  test("a mean has no digits that would tell how many cases had which value", () => {
    const { mean } =
      tell(7, { scores: [{ ...label("a", "a"), value: 1 / 3 }] }).scores.category ?? {};
    expect(mean).toBe(0.333);
  });

  test("no names of fields are told, and refusals apart only where enough cases expect either", () => {
    const fields: Score = {
      scorer: "fields",
      kind: "fields",
      status: "scored",
      value: 1,
      passed: true,
      reason: "",
      details: {
        truePositives: 1,
        falsePositives: 0,
        falseNegatives: 0,
        fields: { salary: { expected: 1, actual: 1, matches: true } },
      },
    };
    const refusal = (expected: string): Score => ({
      ...label(expected, "answer"),
      scorer: "refusal",
      kind: "refusal",
    });
    const summaries = summarise(answers(20, { scores: [fields, refusal("answer")] })).scores;
    expect(summaries.fields?.fields?.byField).toMatchObject([
      { field: "salary", truePositives: 20 },
    ]);
    expect(summaries.refusal?.refusal?.overRefusal?.n).toBe(20);
    const { scores } = tell(20, { scores: [fields, refusal("answer")] });
    expect(scores.fields?.fields).toEqual({ precision: 1, recall: 1, f1: 1 });
    expect(scores.refusal).not.toHaveProperty("refusal");
    const both = [refusal("answer"), refusal("refuse")];
    expect(tell(20, { scores: both }).scores.refusal?.refusal?.missedRefusal?.n).toBe(20);
  });
});

test("with repeats: the chance that all answers pass, and how much they disagree", () => {
  const answers = (id: string, ...outcomes: ("passed" | "failed")[]) =>
    outcomes.map((outcome) => result(id, outcome));
  const { repeats } = summarise([
    ...answers("a", "passed", "passed"),
    ...answers("b", "passed", "failed"),
    ...answers("c", "passed", "passed"),
    ...answers("d", "failed", "passed"),
    ...answers("e", "passed", "passed"),
  ]);
  expect(repeats).toMatchObject({ k: 2, allPass: { value: 0.6, n: 5 } });
  expect(repeats?.flakiness).toBeCloseTo(0.2, 10);
  expect(summarise([result("a", "passed"), result("b", "failed")]).repeats).toBeNull();
});
