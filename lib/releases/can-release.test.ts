import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ROLES } from "@/lib/auth/contract";
import type { Gate } from "@/lib/specs/gates/gate-contract";
import { type ReleaseFacts, reasonsAgainst } from "./can-release";

const gate = (verdict: Gate["verdict"], more: Partial<Gate> = {}): Gate => ({
  criterion: "right",
  statement: "It is right",
  level: "must",
  kind: "absolute",
  measure: "success_rate",
  unit: "rate",
  comparator: ">=",
  threshold: 0.9,
  tolerance: 0.03,
  evalSet: "words",
  split: "development",
  segment: null,
  verdict,
  value: null,
  low: null,
  high: null,
  n: 0,
  ...more,
});

const production = {
  name: "production",
  requiredApprovals: 1,
  requiresGates: true,
  releaseRole: "reviewer" as const,
};
const good: ReleaseFacts = {
  version: 6,
  liveVersion: 5,
  rollout: null,
  isStaged: false,
  role: "reviewer",
  environment: production,
  approvedBy: [{ name: "Tomas" }],
  changesRequestedBy: [],
  gates: [gate("pass")],
};
const codes = (facts: Partial<ReleaseFacts>) =>
  reasonsAgainst({ ...good, ...facts }).map(({ code }) => code);

describe("a version may go live", () => {
  test("approved, with its gates passed, by whoever may release", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ isStaged: true })).toEqual([]);
  });

  test("without criteria: no gate is no obstacle", () => {
    expect(codes({ gates: [] })).toEqual([]);
  });

  test("with a should gate that fails", () => {
    expect(codes({ gates: [gate("fail", { level: "should" })] })).toEqual([]);
  });

  test("for the first time, where a gate compares with what is live", () => {
    expect(codes({ gates: [gate("not_measured", { reason: "nothing_live" })] })).toEqual([]);
  });

  test("to an open environment with nothing at all", () => {
    const staging = { ...production, requiredApprovals: 0, requiresGates: false };
    expect(codes({ environment: staging, approvedBy: [], gates: [gate("fail")] })).toEqual([]);
  });
});

describe("a version may not go live", () => {
  test.each(["fail", "inconclusive", "not_measured"] as const)(
    "with a must gate that is %s",
    (verdict) => {
      expect(codes({ gates: [gate(verdict)] })).toEqual(["gate_not_passed"]);
    },
  );

  test("while one reviewer still asks for changes, however many approve", () => {
    expect(
      codes({
        approvedBy: [{ name: "A" }, { name: "B" }],
        changesRequestedBy: [{ name: "Tomas" }],
      }),
    ).toEqual(["changes_requested"]);
  });

  test("when it is live already", () => {
    expect(codes({ liveVersion: 6 })).toEqual(["already_live"]);
  });

  test("and is told every reason at once", () => {
    expect(
      codes({ role: "editor", approvedBy: [], gates: [gate("fail"), gate("inconclusive")] }),
    ).toEqual(["release_role", "not_approved", "gate_not_passed", "gate_not_passed"]);
  });
});

test("a rollout that goes on there is ended first, and the first release has nothing to be compared with", () => {
  expect(codes({ rollout: { number: 3, version: 4 } })).toEqual(["rollout_running"]);
  expect(codes({ isStaged: true, liveVersion: null })).toEqual(["nothing_to_compare"]);
});

test("one approval more, one gate more that passes, or a higher role never closes what was open", () => {
  const facts = fc.record({
    version: fc.constant(6),
    liveVersion: fc.constantFrom(null, 5, 6),
    rollout: fc.constantFrom(null, { number: 3, version: 4 }),
    isStaged: fc.boolean(),
    role: fc.constantFrom(...ROLES),
    environment: fc.record({
      name: fc.constant("production"),
      requiredApprovals: fc.integer({ min: 0, max: 3 }),
      requiresGates: fc.boolean(),
      releaseRole: fc.constantFrom(...ROLES),
    }),
    approvedBy: fc.array(fc.constant({ name: "Tomas" }), { maxLength: 3 }),
    changesRequestedBy: fc.array(fc.constant({ name: "Jonas" }), { maxLength: 1 }),
    gates: fc.array(
      fc
        .constantFrom("pass", "fail", "inconclusive", "not_measured")
        .map((v) => gate(v as Gate["verdict"])),
      { maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(facts, (before) => {
      const after: ReleaseFacts = {
        ...before,
        role: "admin",
        approvedBy: [...before.approvedBy, { name: "Ines" }],
        gates: [...before.gates, gate("pass")],
      };
      expect(reasonsAgainst(after).length).toBeLessThanOrEqual(reasonsAgainst(before).length);
    }),
  );
});
