import { expect, test } from "vitest";
import { isClosed } from "./closed-gates";
import type { Gate } from "./gate-contract";

type Decisive = Parameters<typeof isClosed>[0];

const waived: Gate["waived"] = {
  id: "w",
  by: { id: "t", name: "Tomas" },
  reason: "Known and small",
  at: "2026-11-29T09:00:00Z",
  expiresAt: null,
};
const gate = (more: Partial<Decisive>): Decisive => ({
  level: "must",
  verdict: "fail",
  ...more,
});

test.each<[string, Partial<Decisive>, boolean]>([
  ["a must that fails", {}, true],
  ["a must that cannot tell", { verdict: "inconclusive" }, true],
  ["a must that was not measured", { verdict: "not_measured", reason: "no_run" }, true],
  ["a must that passes", { verdict: "pass" }, false],
  ["a must that a reviewer waived", { waived }, false],
  [
    "a comparison where nothing is live yet",
    { verdict: "not_measured", reason: "nothing_live" },
    false,
  ],
  ["a should that fails", { level: "should" }, false],
])("%s", (_gate, more, closed) => {
  expect(isClosed(gate(more))).toBe(closed);
});
