import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount } from "../reference-data";
import { enterUnits, type Observation } from "./enter-units";
import { evidenceThreshold } from "./evidence-threshold";
import { addUnit, createGuardrail, type GuardrailTest, type UnitValue } from "./guardrail-state";
import { decideGuardrail } from "./guardrail-verdict";

const threshold = evidenceThreshold(3);
const escalations: GuardrailTest = { kind: "rate", bar: 0.08 };
const errors: GuardrailTest = {
  kind: "relative_rate",
  margin: { kind: "points", points: 0.01 },
  earlierRate: 0.02,
};
const cost: GuardrailTest = { kind: "amount", bar: 1, worse: "higher" };
const tokens: GuardrailTest = {
  kind: "relative_amount",
  ratio: 1.2,
  earlierMean: 1,
  worse: "higher",
};

function decide(test: GuardrailTest, units: readonly UnitValue[]) {
  const state = createGuardrail(test);
  for (const unit of units) addUnit(test, state, unit);
  return decideGuardrail(test, state, threshold);
}
/** Units of both arms in turn. */
const units = (n: number, measure: (arm: "stable" | "candidate", i: number) => number) =>
  Array.from({ length: n }, (_, i): UnitValue => {
    const arm = i % 2 === 0 ? "candidate" : "stable";
    return { arm, value: measure(arm, i + 1), share: 0.5 };
  });
const candidates = (bad: number, n: number) =>
  Array.from(
    { length: n },
    (_, i): UnitValue => ({ arm: "candidate", value: Number(i < bad), share: 0.1 }),
  );

describe("a metric that could not be measured is a state, never zero", () => {
  test.each([escalations, errors, cost, tokens])("no unit yet: %j", (guardrail) => {
    expect(decide(guardrail, [])).toEqual({
      verdict: "not_measured",
      e: null,
      threshold,
      stable: null,
      candidate: null,
      n: 0,
    });
  });

  test("a comparison needs both arms, a bar only the candidate", () => {
    expect(decide(errors, candidates(9, 20))).toMatchObject({ verdict: "not_measured", e: null });
    expect(decide(escalations, candidates(9, 20)).verdict).toBe("fail");
  });
});

describe("a rate on a bar of 8 %", () => {
  test.each([
    [5, 5, "fail"],
    [14, 73, "fail"],
    [9, 50, "inconclusive"],
    [8, 100, "inconclusive"],
    [0, 60, "inconclusive"],
    [0, 100, "pass"],
    [30, 1000, "pass"],
  ])("%d of %d units: %s", (bad, n, verdict) => {
    expect(decide(escalations, candidates(bad, n))).toMatchObject({ verdict, n });
  });

  test("shows its band", () => {
    const { candidate, stable } = decide(escalations, candidates(9, 50));
    expect(candidate?.value).toBe(0.18);
    expect(candidate?.low).toBeCloseTo(0.056, 4);
    expect(candidate?.high).toBeCloseTo(0.3731, 4);
    expect(stable).toBeNull();
  });
});

test("fails, passes and stays open just as its band says", () => {
  fc.assert(
    fc.property(fc.nat(120), fc.nat(600), (bad, good) => {
      fc.pre(bad + good > 0);
      const { verdict, candidate } = decide(escalations, candidates(bad, bad + good));
      const [low, high] = [candidate?.low ?? 0, candidate?.high ?? 1];
      expect(verdict).toBe(low >= 0.08 ? "fail" : high <= 0.08 ? "pass" : "inconclusive");
    }),
  );
});

describe("relative to the stable version", () => {
  const oneIn = (stable: number, candidate: number) => (arm: "stable" | "candidate", i: number) =>
    Number(Math.ceil(i / 2) % (arm === "stable" ? stable : candidate) === 0);

  test.each([
    [oneIn(50, 5), "fail"],
    [oneIn(50, 45), "inconclusive"],
    [oneIn(10, 50), "pass"],
  ])("errors within 1 point (%#)", (measure, verdict) => {
    const decision = decide(errors, units(600, measure));
    expect(decision).toMatchObject({ verdict, n: 300, stable: { n: 300 } });
  });

  test.each([
    [2.5, "fail"],
    [1.15, "inconclusive"],
    [0.3, "pass"],
  ])("a mean of %d times stable at a margin of 1.2 times", (factor, verdict) => {
    const measure = (arm: string, i: number) => (arm === "stable" ? 1 : factor) * amount(i);
    expect(decide(tokens, units(2000, measure)).verdict).toBe(verdict);
  });

  test("where lower is worse, the sides change", () => {
    const lower: GuardrailTest = { ...tokens, ratio: 0.8, worse: "lower" };
    const measure = (arm: string, i: number) => (arm === "stable" ? 1 : 0.2) * amount(i);
    expect(decide(lower, units(4000, measure)).verdict).toBe("fail");
  });

  test("a stage that sends all units to one arm adds no comparison", () => {
    const before = units(40, oneIn(9, 4));
    const after = before.map((unit) => ({ ...unit, share: 1 }));
    expect(decide(errors, [...before, ...after]).e).toBe(decide(errors, before).e);
  });
});

describe("a mean on a bar", () => {
  test.each([
    [1.8, "fail"],
    [1, "inconclusive"],
    [0.6, "pass"],
  ])("%d times the reference amounts: %s", (factor, verdict) => {
    expect(
      decide(
        cost,
        units(800, (_, i) => factor * amount(i)),
      ).verdict,
    ).toBe(verdict);
  });

  test("money without a success fires, though cost per success has no value yet", () => {
    const wasted = Array.from(
      { length: 200 },
      (): UnitValue => ({
        arm: "candidate",
        value: 1,
        successes: 0,
        share: 0.1,
      }),
    );
    expect(decide(cost, wasted)).toMatchObject({ verdict: "fail", candidate: null, n: 200 });
  });

  test("where lower is worse, the sides change", () => {
    const calls: GuardrailTest = { kind: "amount", bar: 1, worse: "lower" };
    expect(
      decide(
        calls,
        units(800, (_, i) => 0.6 * amount(i)),
      ).verdict,
    ).toBe("fail");
  });
});

test("evidence stays finite however clear the harm is", () => {
  for (const guardrail of [escalations, errors, cost, tokens]) {
    const { e, verdict } = decide(
      guardrail,
      units(20_000, (arm) => (arm === "candidate" ? 1 : 0)),
    );
    expect(Number.isFinite(e)).toBe(true);
    expect(verdict).not.toBe("not_measured");
  }
});

test("a state that went through JSON goes on as if nothing had happened", () => {
  for (const guardrail of [escalations, errors, cost, tokens]) {
    const all = units(60, (_, i) => Number(i % 7 === 0));
    const half = createGuardrail(guardrail);
    for (const unit of all.slice(0, 30)) addUnit(guardrail, half, unit);
    const restored: typeof half = JSON.parse(JSON.stringify(half));
    for (const unit of all.slice(30)) addUnit(guardrail, restored, unit);
    expect(decideGuardrail(guardrail, restored, threshold)).toEqual(decide(guardrail, all));
  }
});

test.each([
  [{ kind: "rate", bar: 0.0005 }],
  [{ kind: "rate", bar: 1 }],
  [{ kind: "amount", bar: 0, worse: "higher" }],
  [{ kind: "relative_amount", ratio: 1, earlierMean: 0, worse: "higher" }],
  [{ kind: "relative_rate", margin: { kind: "points", points: -0.1 }, earlierRate: null }],
] satisfies [GuardrailTest][])("a guardrail that cannot be decided is refused: %j", (guardrail) => {
  expect(() => createGuardrail(guardrail)).toThrow(RangeError);
});

test("a decision can be computed again from the observations, however often the worker had looked", () => {
  const timing = { windowMs: 600_000, delayMs: 3_600_000 };
  const observations = Array.from({ length: 900 }, (_, i): Observation => {
    const unit = `user ${(i * 37) % 211}`;
    const arm = ((i * 37) % 211) % 3 === 0 ? "candidate" : "stable";
    const value = i % 11 === 0 ? null : Number(i % (arm === "candidate" ? 6 : 17) === 0);
    const at = i * 60_000;
    const learnedAt = at + (i % 70) * 60_000;
    return { request: `request ${i}`, unit, arm, share: 1 / 3, at, learnedAt, value };
  });
  const decideAfter = (looks: readonly number[]) => {
    const state = createGuardrail(errors);
    let after = -1;
    for (const until of looks) {
      const stored = observations.filter(({ learnedAt }) => learnedAt <= until);
      for (const { arm, value, share } of enterUnits(stored, timing, { after, until })) {
        if (value !== null) addUnit(errors, state, { arm, value, share });
      }
      after = until;
    }
    return decideGuardrail(errors, state, threshold);
  };
  const end = 1000 * 60_000;
  const every = (minutes: number) =>
    Array.from({ length: 1000 / minutes }, (_, i) => (i + 1) * minutes * 60_000);
  expect(decideAfter([end]).n).toBeGreaterThan(50);
  expect(decideAfter(every(10))).toEqual(decideAfter([end]));
  expect(decideAfter(every(125))).toEqual(decideAfter([end]));
});
