import { expect, test } from "vitest";
import { WriteSpec } from "./contract";
import { Criterion } from "./criterion-contract";

const criterion = {
  key: "right",
  statement: "The category is right",
  evalSet: "triage-main",
  scorer: "category",
  comparator: ">=",
  threshold: 0.85,
  level: "must",
};

const problems = (more: object) =>
  Criterion.safeParse({ ...criterion, ...more }).error?.issues.map(({ message }) => message) ?? [];

test("a criterion is complete with what the API page names", () => {
  expect(Criterion.parse(criterion)).toMatchObject({
    split: "development",
    kind: "absolute",
    serves: [],
  });
});

test.each([
  [{ maxNewlyFailing: 2 }, /Only a rate against what is live/],
  [{ scorer: undefined, metric: "all_pass_rate" }, /how many answers to a case/],
  [{ threshold: 85 }, /write 0.85 for 85 %/],
  [{ metric: "success_rate" }, /one of the two/],
  [{ scorer: undefined }, /Give a scorer or a metric/],
  [{ scorer: undefined, metric: "escalation_rate" }, /only traces can/],
  [{ scorer: undefined, metric: "happiness" }, /Unknown metric/],
  [{ kind: "non_regression", threshold: -0.02 }, /margin as 0 or more/],
  [{ comparator: ">", threshold: 1 }, /No rate is above 100 %/],
  [{ comparator: "<", threshold: 0 }, /below 0/],
  [{ key: "Right one" }, /lower-case letters/],
])("%j is refused with what to write instead", (more, message) => {
  expect(problems(more).join(" ")).toMatch(message);
});

test("two criteria cannot have one key", () => {
  expect(WriteSpec.safeParse({ criteria: [criterion, criterion] }).error?.issues[0]).toMatchObject({
    path: ["criteria", 1, "key"],
  });
});

test("a criterion stands only for lines that are written", () => {
  const spec = { requirements: ["A"], criteria: [{ ...criterion, serves: ["A", "B"] }] };
  expect(WriteSpec.safeParse(spec).error?.issues[0]).toMatchObject({
    path: ["criteria", 0, "serves", 1],
  });
});
