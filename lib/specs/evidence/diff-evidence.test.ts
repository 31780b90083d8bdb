import { describe, expect, test } from "vitest";
import { ScorerSpec } from "@/lib/scorers/contract";
import { Criterion, type CriterionInput } from "@/lib/specs/criterion-contract";
import type { CaseChanges } from "./definitions-contract";
import { diffEvidence, loosenedIn } from "./diff-evidence";
import { defineSpec, type SpecDefinitions } from "./load-definitions";

const equals = ScorerSpec.parse({ kind: "equals" });
const contains = ScorerSpec.parse({ kind: "contains", config: { value: "a" } });
const lenient = ScorerSpec.parse({ kind: "equals", config: { ignoreCase: true } });

const criterion = (more: Partial<CriterionInput> = {}): CriterionInput => ({
  key: "right",
  statement: "Category is right",
  evalSet: "tickets",
  scorer: "equals",
  comparator: ">=",
  threshold: 0.9,
  segment: "Pro",
  ...more,
});

const latency = (more: Partial<CriterionInput> = {}): CriterionInput => ({
  key: "fast",
  statement: "Answers quickly",
  evalSet: "tickets",
  metric: "latency_p95_ms",
  comparator: "<=",
  threshold: 800,
  ...more,
});

const pro = {
  name: "Pro",
  condition: {
    subject: "attribute" as const,
    attribute: "plan",
    operator: "=" as const,
    value: "pro",
  },
};

interface Facts {
  scorers?: ScorerSpec[];
  segments?: Parameters<typeof defineSpec>[2];
}

function define(
  criteria: readonly CriterionInput[],
  { scorers = [equals, contains], segments = [pro] }: Facts = {},
): SpecDefinitions {
  const sets = [
    { id: "1", name: "tickets", revision: 15, scorers },
    { id: "2", name: "easy", revision: 1, scorers },
  ];
  const parsed = criteria.map((each) => Criterion.parse(each));
  return defineSpec({ revision: 1, criteria: parsed }, sets, segments);
}

const changed = (more: Partial<CaseChanges>): CaseChanges => ({
  evalSet: "tickets",
  split: "development",
  since: 15,
  revision: 16,
  added: 0,
  edited: 0,
  removed: 0,
  examples: [],
  ...more,
});

const diff = (
  was: readonly CriterionInput[],
  is: readonly CriterionInput[],
  { then, now, cases = [] }: { then?: Facts; now?: Facts; cases?: CaseChanges[] } = {},
) => diffEvidence(define(was, then), define(is, now), cases);

const anyScorer = (more: Partial<CriterionInput> = {}) =>
  criterion({ scorer: undefined, metric: "success_rate", ...more });

describe("loosens the evidence", () => {
  const table: [string, ReturnType<typeof diff>][] = [
    ["a lower bar", diff([criterion()], [criterion({ threshold: 0.8 })])],
    ["a higher bar where less is wanted", diff([latency()], [latency({ threshold: 1200 })])],
    [
      "a wider margin against what is live",
      diff(
        [criterion({ kind: "non_regression", threshold: 0.02 })],
        [criterion({ kind: "non_regression", threshold: 0.05 })],
      ),
    ],
    [
      "a bar that may be met exactly",
      diff([criterion({ comparator: ">" })], [criterion({ comparator: ">=" })]),
    ],
    ["the other comparator", diff([criterion()], [criterion({ comparator: "<=" })])],
    [
      "a bar in place of a comparison",
      diff([criterion({ kind: "non_regression", threshold: 0 })], [criterion({ threshold: 0 })]),
    ],
    ["more tolerance", diff([criterion({ tolerance: 0.01 })], [criterion({ tolerance: 0.04 })])],
    [
      "the usual tolerance where there was less",
      diff([criterion({ tolerance: 0.01 })], [criterion()]),
    ],
    ["must to should", diff([criterion()], [criterion({ level: "should" })])],
    ["a criterion less", diff([criterion(), latency()], [criterion()])],
    [
      "the same criterion under another key with a lower bar",
      diff([criterion()], [criterion({ key: "correct", threshold: 0.5 })]),
    ],
    ["fewer answers per case", diff([criterion({ repeats: 5 })], [criterion()])],
    ["another segment", diff([criterion()], [criterion({ segment: "Free" })])],
    ["no segment any more", diff([criterion()], [criterion({ segment: undefined })])],
    [
      "a segment defined otherwise",
      diff([criterion()], [criterion()], {
        now: { segments: [{ name: "Pro", condition: { ...pro.condition, value: "gold" } }] },
      }),
    ],
    ["a segment that is gone", diff([criterion()], [criterion()], { now: { segments: [] } })],
    [
      "a scorer of the same name with other settings",
      diff([criterion()], [criterion()], { now: { scorers: [lenient] } }),
    ],
    ["another scorer", diff([criterion()], [criterion({ scorer: "contains" })])],
    [
      "an own scorer in place of the set's",
      diff(
        [criterion()],
        [criterion({ scorer: { kind: "equals", config: { ignoreCase: true } } })],
      ),
    ],
    [
      "one of the set's scorers less, where all have to pass",
      diff([anyScorer()], [anyScorer()], { now: { scorers: [equals] } }),
    ],
    ["another set", diff([criterion()], [criterion({ evalSet: "easy" })])],
    ["the other split", diff([criterion({ split: "holdout" })], [criterion()])],
    ["another metric", diff([latency()], [latency({ metric: "latency_p50_ms" })])],
    [
      "another environment to compare with",
      diff(
        [criterion({ kind: "non_regression", threshold: 0, environment: "production" })],
        [criterion({ kind: "non_regression", threshold: 0, environment: "staging" })],
      ),
    ],
    ["a removed case", diff([criterion()], [criterion()], { cases: [changed({ removed: 1 })] })],
    ["an edited case", diff([criterion()], [criterion()], { cases: [changed({ edited: 1 })] })],
  ];
  test.each(table)("%s", (_, changes) => {
    expect(loosenedIn(changes)).toHaveLength(1);
  });
});

describe("does not loosen the evidence", () => {
  const should = criterion({ level: "should" });
  const table: [string, ReturnType<typeof diff>, number][] = [
    ["nothing at all", diff([criterion(), latency()], [criterion(), latency()]), 0],
    ["another order", diff([criterion(), latency()], [latency(), criterion()]), 0],
    ["other words", diff([criterion()], [criterion({ statement: "The category fits" })]), 0],
    ["another key", diff([criterion()], [criterion({ key: "correct" })]), 0],
    ["one criterion more", diff([criterion()], [criterion(), latency()]), 1],
    ["a higher bar", diff([criterion()], [criterion({ threshold: 0.92 })]), 1],
    ["a lower bar where less is wanted", diff([latency()], [latency({ threshold: 600 })]), 1],
    ["less tolerance", diff([criterion()], [criterion({ tolerance: 0.01 })]), 1],
    ["should to must", diff([should], [criterion()]), 1],
    ["more answers per case", diff([criterion()], [criterion({ repeats: 5 })]), 1],
    [
      "one more of the set's scorers, where all have to pass",
      diff([anyScorer()], [anyScorer()], { now: { scorers: [equals, contains, lenient] } }),
      1,
    ],
    [
      "a scorer of the set that no criterion asks",
      diff([criterion()], [criterion()], { now: { scorers: [equals] } }),
      0,
    ],
    ["an added case", diff([criterion()], [criterion()], { cases: [changed({ added: 1 })] }), 1],
    ["a lower bar of what only should hold", diff([should], [{ ...should, threshold: 0.5 }]), 1],
    ["one less of what only should hold", diff([should], []), 1],
    [
      "cases removed that only a should looks at",
      diff([should], [should], { cases: [changed({ removed: 3 })] }),
      1,
    ],
  ];
  test.each(table)("%s", (_, changes, count) => {
    expect(loosenedIn(changes)).toEqual([]);
    expect(changes).toHaveLength(count);
  });
});

test("a change says what was before and what is now", () => {
  const [bar] = diff([criterion()], [criterion({ threshold: 0.8 })]);
  expect(bar).toMatchObject({ criterion: "right", before: "≥ 90 %", after: "≥ 80 %" });
  expect(bar?.sentence).toBe("The bar of “Category is right” was loosened from ≥ 90 % to ≥ 80 %.");
  const [segment] = diff([criterion()], [criterion()], {
    now: { segments: [{ name: "Pro", condition: { ...pro.condition, value: "gold" } }] },
  });
  expect(segment).toMatchObject({ before: "Pro: plan is pro", after: "Pro: plan is gold" });
  const [cases] = diff([criterion()], [criterion()], {
    cases: [changed({ removed: 6, added: 2, examples: ["c-1", "c-2"] })],
  });
  expect(cases?.sentence).toBe(
    "The development cases of tickets since revision 15: 6 removed, 2 added (c-1, c-2 and 4 more).",
  );
});

test.each([
  ["is raised", 2, 3, true],
  ["is taken away", 2, undefined, true],
  ["is lowered", 3, 2, false],
  ["is added", undefined, 2, false],
])("a cap on newly failing cases that %s", (_, was, is, isLoosened) => {
  const against = (maxNewlyFailing: number | undefined) =>
    define([criterion({ kind: "non_regression", threshold: 0.02, maxNewlyFailing })]);
  expect(diffEvidence(against(was), against(is), [])).toEqual([
    expect.objectContaining({ what: "cap", isLoosened }),
  ]);
});

test("evidence from before there were caps has none", () => {
  const now = define([criterion({ kind: "non_regression", threshold: 0.02 })]);
  const then = {
    ...now,
    criteria: now.criteria.map(({ maxNewlyFailing: _, ...rest }) => rest),
  };
  expect(diffEvidence(then, now, [])).toEqual([]);
});
