import fc from "fast-check";
import { expect, test } from "vitest";
import { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";
import { decideStep, type StepBasis } from "./decide-step";

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;
const guardrail = (action: "roll_back" | "pause" | "hold") =>
  ({ metric: "error_rate", comparator: "<=", threshold: 0.02, action }) as const;
const planOf = (more: object = {}) =>
  RolloutPlan.parse({
    stages: [{ percent: 10, minMinutes: 60, minSamples: 100 }, { percent: 50 }],
    guardrails: [guardrail("roll_back"), guardrail("pause"), guardrail("hold")],
    ...more,
  });
const basis = (more: Partial<StepBasis> = {}): StepBasis => ({
  ...{ plan: planOf(), stage: 0, stageStartedAt: NOW - 90 * MINUTE, isPaused: false, now: NOW },
  ...{ verdicts: ["inconclusive", "inconclusive", "pass"], dismissed: [] },
  requests: { stable: 900, candidate: 100 },
  lastAt: { stable: NOW - 1_000, candidate: NOW - 2_000 },
  ...{ isSplitOff: false, units: 800, mixedUnits: 0 },
  ...more,
});
const step = (more: Partial<StepBasis> = {}) => decideStep(basis(more));
const silent = {
  lastAt: { stable: NOW, candidate: NOW - 2_000 * MINUTE },
  stageStartedAt: NOW - 2_000 * MINUTE,
};

test.each<[string, Partial<StepBasis>, object]>([
  ["time, requests and no breach advance", {}, { kind: "advance" }],
  [
    "a breach rolls back before time and requests are there",
    {
      verdicts: ["fail", "pass", "pass"],
      now: NOW - 80 * MINUTE,
      requests: { stable: 3, candidate: 5 },
    },
    { kind: "roll_back", because: { guardrail: 0 } },
  ],
  [
    "a breach rolls a paused rollout back, too",
    { verdicts: ["fail", "pass", "pass"], isPaused: true },
    { kind: "roll_back" },
  ],
  [
    "a breach that pauses does so once",
    { verdicts: ["pass", "fail", "pass"] },
    { kind: "pause", because: { guardrail: 1 } },
  ],
  ["and stays paused", { verdicts: ["pass", "fail", "pass"], isPaused: true }, { kind: "stay" }],
  [
    "a breach that was dismissed does not act again",
    { verdicts: ["pass", "fail", "pass"], dismissed: [1] },
    { kind: "advance" },
  ],
  [
    "a signal metric beyond its bar holds",
    { verdicts: ["pass", "pass", "fail"] },
    { kind: "stay", holdingFor: ["signal_metric"] },
  ],
  [
    "too little time waits",
    { stageStartedAt: NOW - 59 * MINUTE },
    { kind: "stay", holdingFor: [] },
  ],
  [
    "too few requests wait",
    { requests: { stable: 900, candidate: 99 } },
    { kind: "stay", holdingFor: [] },
  ],
  ["the wrong split holds", { isSplitOff: true }, { kind: "stay", holdingFor: ["sample_ratio"] }],
  [
    "the wrong split rolls back where the plan says so",
    { isSplitOff: true, plan: planOf({ onSplitTrouble: "roll_back" }) },
    { kind: "roll_back", because: { trouble: "sample_ratio" } },
  ],
  [
    "the wrong split is only told where the plan says so",
    { isSplitOff: true, plan: planOf({ onSplitTrouble: "warn" }) },
    { kind: "advance", warnings: ["sample_ratio"] },
  ],
  [
    "more than 1 % of the units in both arms hold",
    { mixedUnits: 10 },
    { kind: "stay", holdingFor: ["both_arms"] },
  ],
  ["a few units in both arms are no trouble", { units: 20, mixedUnits: 9 }, { kind: "advance" }],
  ["one arm without traffic holds", { ...silent }, { kind: "stay", holdingFor: ["no_traffic"] }],
  [
    "no traffic rolls back where the plan says so",
    { ...silent, plan: planOf({ onNoTraffic: { action: "roll_back" } }) },
    { kind: "roll_back", because: { trouble: "no_traffic" } },
  ],
  [
    "a clock that stepped back is no silence",
    { lastAt: { stable: NOW + 9e6, candidate: NOW + 9e6 } },
    { kind: "advance" },
  ],
  [
    "a metric that was not measured is not passed",
    { verdicts: ["not_measured", "pass", "pass"] },
    { kind: "stay", holdingFor: ["not_measured"] },
  ],
  [
    "an inconclusive guardrail holds where the plan says so",
    { plan: planOf({ onInconclusive: "hold" }) },
    { kind: "stay", holdingFor: ["inconclusive"] },
  ],
  [
    "nothing advances on requests from before the stage",
    { stage: 1, requests: { stable: 0, candidate: 0 } },
    { kind: "stay", holdingFor: ["no_traffic"] },
  ],
  [
    "an approval is waited for",
    { plan: planOf({ stages: [{ percent: 10, requiresApproval: true }] }) },
    { kind: "stay", holdingFor: ["approval"] },
  ],
  [
    "a ramp without guardrails goes by time alone",
    {
      plan: planOf({ guardrails: [], stages: [{ percent: 10, minMinutes: 60 }] }),
      verdicts: [],
      requests: { stable: 0, candidate: 0 },
    },
    { kind: "advance" },
  ],
])("%s", (_, change, expected) => {
  expect(step(change)).toMatchObject(expected);
});

test("a step is never taken past an approval, a breach, a hold or a pause, whatever the rest says", () => {
  const verdict = fc.constantFrom("pass", "fail", "inconclusive", "not_measured") as fc.Arbitrary<
    StepBasis["verdicts"][number]
  >;
  const bases = fc.record({
    verdicts: fc.tuple(verdict, verdict, verdict),
    isPaused: fc.boolean(),
    isSplitOff: fc.boolean(),
    mixedUnits: fc.integer({ min: 0, max: 50 }),
    requiresApproval: fc.boolean(),
    minutes: fc.integer({ min: 0, max: 200 }),
  });
  fc.assert(
    fc.property(bases, ({ requiresApproval, minutes, ...more }) => {
      const plan = planOf({ stages: [{ percent: 10, minMinutes: 60, requiresApproval }] });
      const decision = step({ ...more, plan, stageStartedAt: NOW - minutes * MINUTE });
      const stops =
        requiresApproval || more.isPaused || more.isSplitOff || more.mixedUnits > 9 || minutes < 60;
      const isBad = more.verdicts.some((one) => one === "fail" || one === "not_measured");
      expect(decision.kind === "advance").toBe(!stops && !isBad);
      if (more.verdicts[0] === "fail") expect(decision.kind).toBe("roll_back");
    }),
  );
});
