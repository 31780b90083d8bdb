import { describe, expect, test } from "vitest";
import { makeScoreTally } from "./aggregate-scores";
import { type Score, ScorerSpec } from "./contract";
import type { JsonValue } from "./json-value";
import { scoreFields } from "./score/score-fields";

const aggregateScores = (scores: readonly Score[]) => {
  const tally = makeScoreTally();
  for (const score of scores) tally.add(score);
  return tally.summaries();
};

const label = (expected: string, actual: string | null): Score => ({
  scorer: "category",
  kind: "label",
  status: "scored",
  value: expected === actual ? 1 : 0,
  passed: expected === actual,
  reason: "",
  details: { expected, actual },
});

test("errors count neither as passed nor as failed in a scorer's rate", () => {
  const error: Score = {
    scorer: "category",
    kind: "label",
    status: "errored",
    value: null,
    passed: null,
    reason: "x",
  };
  const [summary] = aggregateScores([
    label("refund", "refund"),
    label("billing", "Refund"),
    error,
    { ...error, status: "not_measured" },
  ]);
  expect(summary).toMatchObject({
    rate: { value: 0.5, n: 2 },
    mean: 0.5,
    errored: 1,
    notMeasured: 1,
  });
  expect(summary?.confusion?.counts).toEqual([
    [0, 1],
    [0, 1],
  ]);
});

test("a scorer that was never measured has no rate", () => {
  const [summary] = aggregateScores([
    {
      scorer: "cost",
      kind: "cost",
      status: "not_measured",
      value: null,
      passed: null,
      reason: "x",
    },
  ]);
  expect(summary).toMatchObject({ rate: null, mean: null, notMeasured: 1 });
});

describe("fields", () => {
  const spec = ScorerSpec.parse({ kind: "fields", config: { fields: ["order", "po"] } });
  const scoreOf = (output: string, expected: JsonValue): Score => {
    if (spec.kind !== "fields") throw new Error("Not the scorer of fields.");
    const candidate = { output, expected, input: {}, latencyMs: 1, costUsd: null };
    const finding = scoreFields(spec, candidate);
    if (finding.status !== "scored") throw new Error(finding.reason);
    return { scorer: "fields", kind: "fields", ...finding };
  };

  test("are counted one by one: an invented one is a false positive, a missing one a false negative", () => {
    const [summary] = aggregateScores([
      scoreOf('{"order":"7"}', { order: "7" }),
      scoreOf('{"order":"8","po":"NW-1"}', { order: "7" }),
      scoreOf('{"order":null}', { order: "7", po: "NW-2" }),
      scoreOf("{}", {}),
      scoreOf("no JSON at all", { order: "7", po: null }),
    ]);
    expect(summary?.fields).toEqual({
      precision: 1 / 3,
      recall: 1 / 5,
      f1: 0.25,
      byField: [
        {
          field: "order",
          truePositives: 1,
          falsePositives: 1,
          falseNegatives: 3,
          precision: 1 / 2,
          recall: 1 / 4,
          f1: 1 / 3,
        },
        {
          field: "po",
          truePositives: 0,
          falsePositives: 1,
          falseNegatives: 1,
          precision: 0,
          recall: 0,
          f1: 0,
        },
      ],
    });
  });

  test("that a model invents without end are cut at a hundred", () => {
    const output = JSON.stringify(
      Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, 1])),
    );
    const [summary] = aggregateScores([
      {
        scorer: "fields",
        kind: "fields",
        status: "scored",
        value: 0,
        passed: false,
        reason: "",
        details: {
          fields: Object.fromEntries(
            Object.keys(JSON.parse(output)).map((name) => [
              name,
              { expected: null, actual: 1, matches: false },
            ]),
          ),
        },
      },
    ]);
    expect(summary?.fields?.byField).toHaveLength(100);
  });
});

test("refusing too much and too little are told apart", () => {
  const refusal = (expected: string, actual: string): Score => ({
    ...label(expected, actual),
    scorer: "refusal",
    kind: "refusal",
  });
  const [summary] = aggregateScores([
    refusal("answer", "refuse"),
    ...Array.from({ length: 3 }, () => refusal("answer", "answer")),
    refusal("refuse", "refuse"),
    refusal("refuse", "answer"),
  ]);
  expect(summary).toMatchObject({
    rate: { value: 4 / 6 },
    refusal: { overRefusal: { value: 1 / 4, n: 4 }, missedRefusal: { value: 1 / 2, n: 2 } },
  });
  const [onlyAnswers] = aggregateScores([refusal("answer", "answer")]);
  expect(onlyAnswers?.refusal).toMatchObject({ overRefusal: { n: 1 }, missedRefusal: null });
});
