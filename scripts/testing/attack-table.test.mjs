import { expect, test } from "vitest";
import { attacksOfPlaywright, attacksOfVitest } from "./attack-table.mjs";

const attack = { who: "viewer", request: "a huge message", outcome: "422 in 3 ms" };

test("attacks are found in vitest's report", () => {
  const assertionResults = [
    { status: "passed", meta: {} },
    { status: "failed", meta: { attack } },
  ];
  expect(attacksOfVitest({ testResults: [{ assertionResults }] })).toEqual([
    { ...attack, passed: false },
  ]);
});

test("attacks are found in Playwright's report, however deep", () => {
  const annotations = [{ type: "attack", description: JSON.stringify(attack) }, { type: "slow" }];
  const suite = { specs: [{ ok: true, tests: [{ annotations }] }] };
  expect(attacksOfPlaywright({ suites: [{ specs: [], suites: [suite] }] })).toEqual([
    { ...attack, passed: true },
  ]);
});
