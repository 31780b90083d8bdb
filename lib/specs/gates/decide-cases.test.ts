import { describe, expect, test } from "vitest";
import { judgeCases, poolCases, type RunAnswer, type RunCase } from "@/lib/specs/run-case";
import { decideAgainstLive } from "./decide-against-live";
import { decideCases } from "./decide-cases";
import { explainDecision } from "./explain-decision";

const answer = (outcome: RunAnswer["outcome"], more: Partial<RunAnswer> = {}): RunAnswer => ({
  repeat: 1,
  outcome,
  passes: {},
  casePasses: [],
  callFailed: outcome === "errored",
  wasErrored: false,
  recorded: false,
  latencyMs: outcome === "errored" ? null : 500,
  inputTokens: 100,
  outputTokens: 20,
  toolCalls: 0,
  costUsd: 0.001,
  retries: 0,
  ...more,
});

const casesOf = (answers: readonly (readonly RunAnswer[])[]): RunCase[] =>
  answers.map((each, index) => ({ caseRowId: `c${index}`, segments: [], answers: each }));

const single = (passed: number, failed: number, errored = 0) =>
  casesOf([
    ...Array.from({ length: passed }, () => [answer("passed")]),
    ...Array.from({ length: failed }, () => [answer("failed")]),
    ...Array.from({ length: errored }, () => [answer("errored")]),
  ]);

const atLeast = (threshold: number) =>
  ({ comparator: ">=", threshold, kind: "absolute", metric: undefined }) as const;

const decided = (cases: readonly RunCase[], rule: Parameters<typeof decideCases>[1]) => {
  const decision = decideCases(cases, rule);
  if (typeof decision === "string") throw new Error(decision);
  return { ...decision, words: explainDecision(rule, decision) };
};

describe("a pass rate of at least 90 %", () => {
  test("112 of 120 pass, and the words name the bound", () => {
    const { verdict, words } = decided(single(112, 8), atLeast(0.9));
    expect(verdict).toBe("pass");
    expect(words).toBe(
      "112 of 120 (93.3 %). The bar is 90 %; we are 95 % sure of at least 88.3 %.",
    );
  });

  test("99 of 120 fail", () => {
    expect(decided(single(99, 21), atLeast(0.9))).toMatchObject({
      verdict: "fail",
      words: "99 of 120 (82.5 %). At best that is 88 %, below the bar of 90 %.",
    });
  });

  test("110 of 120 are too close to call, and 305 cases would pass", () => {
    expect(decided(single(110, 10), atLeast(0.9))).toMatchObject({
      verdict: "inconclusive",
      words:
        "110 of 120 (91.7 %). Too close to call. If it stays there, 305 cases would pass four times in five.",
    });
  });

  test("raising the repeats of a prompt that is right 80 % of the time opens nothing", () => {
    const nineTimes = Array.from({ length: 120 }, (_, index) =>
      Array.from({ length: 9 }, (__, repeat) =>
        answer((index + repeat) % 5 === 0 ? "failed" : "passed"),
      ),
    );
    expect(decided(casesOf(nineTimes), atLeast(0.9)).verdict).toBe("fail");
  });
});

test("an error rate of at most 5 % counts errors that were called again", () => {
  const rule = { ...atLeast(0.05), comparator: "<=", metric: "error_rate" } as const;
  const retried = casesOf(
    Array.from({ length: 100 }, (_, index) => [answer("passed", { wasErrored: index < 20 })]),
  );
  expect(decided(retried, rule)).toMatchObject({ verdict: "fail", measured: { value: 0.2 } });
});

describe("cost", () => {
  const rule = {
    comparator: "<=",
    threshold: 0.002,
    kind: "absolute",
    metric: "cost_usd",
  } as const;

  test("is the mean over cases, each the mean of its answers", () => {
    expect(decided(single(40, 0), rule)).toMatchObject({ verdict: "pass", measured: { n: 40 } });
  });

  test("of one unknown price is unknown", () => {
    const cases = casesOf([[answer("passed", { costUsd: null })], [answer("passed")]]);
    expect(decideCases(cases, rule)).toBe("unknown_cost");
  });

  test("per success divides by what passed", () => {
    const perSuccess = { ...rule, metric: "cost_per_success_usd" } as const;
    const { measured } = decided(single(30, 30), perSuccess);
    expect(measured.value).toBeCloseTo(0.002, 12);
  });
});

test("p95 of at most one second is decided as the share of answers within it", () => {
  const rule = {
    comparator: "<=",
    threshold: 1_000,
    kind: "absolute",
    metric: "latency_p95_ms",
  } as const;
  const cases = (slow: number) =>
    casesOf(
      Array.from({ length: 120 }, (_, index) => [
        answer("passed", { latencyMs: index < slow ? 2_000 : 500 }),
      ]),
    );
  expect(decided(cases(2), rule).verdict).toBe("pass");
  expect(decided(cases(20), rule).verdict).toBe("fail");
});

describe("against what is live", () => {
  const rule = { comparator: ">=", threshold: 0.05, kind: "non_regression" } as const;

  test("the same answers are not worse", () => {
    const decision = decideAgainstLive(single(110, 10), single(110, 10), rule);
    expect(decision).toMatchObject({ verdict: "pass", measured: { value: 0, n: 120 } });
    if (typeof decision === "string") throw new Error(decision);
    expect(explainDecision(rule, decision)).toBe(
      "At most 2.2 points worse than live (95 % sure); 5 points are allowed.",
    );
  });

  test("twenty newly failing of 120 are", () => {
    expect(decideAgainstLive(single(90, 30), single(110, 10), rule)).toMatchObject({
      verdict: "fail",
    });
  });

  test("no shared case is nothing to decide", () => {
    const other = single(3, 0).map((each) => ({ ...each, caseRowId: `other-${each.caseRowId}` }));
    expect(decideAgainstLive(single(3, 0), other, rule)).toBe("no_cases");
  });
});

describe("several runs of the same content", () => {
  test("count together, so that a lucky run does not stand alone", () => {
    const unlucky = single(100, 20);
    const lucky = single(115, 5);
    expect(decided(lucky, atLeast(0.9)).verdict).toBe("pass");
    const pooled = poolCases([lucky, unlucky, unlucky]);
    expect(pooled).toHaveLength(120);
    expect(pooled[0]?.answers).toHaveLength(3);
    expect(decided(pooled, atLeast(0.9)).verdict).not.toBe("pass");
  });

  test("recorded answers count once, and only where no call was made", () => {
    const recorded = (n: number) =>
      Array.from({ length: n }, () => [answer("passed", { recorded: true })]);
    const copies = poolCases([casesOf(recorded(2)), casesOf(recorded(2)), casesOf(recorded(2))]);
    expect(copies.map(({ answers }) => answers.length)).toEqual([1, 1]);
    const mixed = poolCases([casesOf([[answer("failed")]]), casesOf(recorded(1))]);
    expect(mixed[0]?.answers.map(({ outcome }) => outcome)).toEqual(["failed"]);
  });

  test("are read by the scorers that the criterion names", () => {
    const cases = casesOf([[answer("passed", { passes: { strict: false, lenient: true } })]]);
    const [judged] = judgeCases(cases, { scorers: ["strict"], withCaseScorers: true });
    expect(judged?.answers[0]?.outcome).toBe("failed");
  });

  test("fail by a scorer of the case itself only where the criterion is about all that a case asks for", () => {
    const scorer = { passes: { lenient: true }, casePasses: [true, false] };
    const cases = casesOf([[answer("failed", scorer)]]);
    const outcomeBy = (withCaseScorers: boolean) =>
      judgeCases(cases, { scorers: ["lenient"], withCaseScorers })[0]?.answers[0]?.outcome;
    expect(outcomeBy(true)).toBe("failed");
    expect(outcomeBy(false)).toBe("passed");
  });
});

describe("nothing bad was seen", () => {
  test.each([
    [59, "None seen in 59: at most 5 % (95 % sure)."],
    [300, "None seen in 300: at most 1 % (95 % sure)."],
  ])("in %i cases of a bar of 100 %, which no number of cases proves", (n, words) => {
    const { verdict, words: why } = decided(single(n, 0), atLeast(1));
    expect(verdict).toBe("inconclusive");
    expect(why).toContain(words);
    expect(why).toContain("No number of cases proves 100 %");
  });

  test("of an error rate of at most 5 %, which 120 cases are enough for", () => {
    const rule = { ...atLeast(0.05), comparator: "<=", metric: "error_rate" } as const;
    const { verdict, words } = decided(single(120, 0), rule);
    expect(verdict).toBe("pass");
    expect(words).toContain("None seen in 120: at most 2.5 % (95 % sure). The bar is 5 %.");
  });
});

describe("all answers to a case pass (pass^k)", () => {
  const rule = (repeats: number, threshold = 0.5) =>
    ({ ...atLeast(threshold), metric: "all_pass_rate", repeats }) as const;
  const repeated = (
    cases: readonly (readonly [passed: number, failed: number, errored?: number])[],
  ) =>
    casesOf(
      cases.map(([passed, failed, errored = 0]) => [
        ...Array.from({ length: passed }, () => answer("passed")),
        ...Array.from({ length: failed }, () => answer("failed")),
        ...Array.from({ length: errored }, () => answer("errored")),
      ]),
    );

  test("is the mean of C(c, k) / C(m, k), never (c / m)^k", () => {
    const cases = repeated([
      [4, 1],
      [5, 0],
      [2, 3],
    ]);
    expect(decided(cases, rule(3)).measured.value).toBeCloseTo((0.4 + 1 + 0) / 3, 10);
  });

  test("an error is never a pass, and what it leaves open decides nothing", () => {
    const sure = repeated(Array.from({ length: 100 }, () => [3, 0] as const));
    expect(decided(sure, rule(3, 0.9)).verdict).toBe("pass");
    const open = repeated(Array.from({ length: 100 }, () => [2, 0, 1] as const));
    expect(decided(open, rule(2, 0.9))).toMatchObject({ verdict: "inconclusive", errored: 100 });
  });
});

describe("a cap on newly failing cases", () => {
  const live = single(100, 0);
  const rule = (maxNewlyFailing?: number) =>
    ({
      comparator: ">=",
      threshold: 0.2,
      kind: "non_regression",
      metric: undefined,
      maxNewlyFailing,
    }) as const;
  const against = (now: readonly RunCase[], cap?: number) => {
    const decision = decideAgainstLive(now, live, rule(cap));
    if (typeof decision === "string") throw new Error(decision);
    return { ...decision, words: explainDecision(rule(cap), decision) };
  };
  const worse = single(97, 3);

  test("of three fails with a cap of two, though the margin would let it pass", () => {
    expect(against(worse)).toMatchObject({ verdict: "pass", newlyFailing: 3 });
    expect(against(worse, 3)).toMatchObject({ verdict: "pass" });
    expect(against(worse, 2)).toMatchObject({
      verdict: "fail",
      words: "3 cases pass live and fail now; 2 are allowed.",
    });
  });

  test("cannot be kept for certain while errors stand in place of passes", () => {
    expect(against(single(98, 1, 1), 1)).toMatchObject({
      verdict: "inconclusive",
      withoutErrors: "pass",
    });
  });
});
