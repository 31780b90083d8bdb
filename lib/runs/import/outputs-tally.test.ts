import { expect, test } from "vitest";
import type { OutputRow } from "./match-cases";
import type { MatchedRow } from "./match-outputs";
import { makeOutputsTally } from "./outputs-tally";

const output = (row: number, more: Partial<OutputRow> = {}): OutputRow => ({
  ...{ row, inputs: undefined, output: "x" },
  ...more,
});
const matched = (row: number, more: Partial<OutputRow> = {}, repeat = 1): MatchedRow => ({
  ...{ case: { id: String(row), caseId: `c${row}` }, repeat, differs: null },
  output: output(row, more),
});

test("what rows say is counted, and what they do not say is no 0", async () => {
  const tally = makeOutputsTally();
  await tally.addMatched([
    matched(1, { latencyMs: 100, costUsd: 0.002, label: "pass" }),
    matched(2, { latencyMs: null, error: "429", hasModelLabel: true }),
  ]);
  await tally.addMatched([matched(1, { latencyMs: 0, costUsd: 0.004, tokens: { input: 0 } }, 2)]);
  expect(tally.facts()).toMatchObject({
    values: {
      ...{ latencyMs: 2, costUsd: 2, tokens: 1, errors: 1 },
      ...{ passLabels: 1, failLabels: 0, modelLabels: 1 },
    },
    latenciesMs: [100, 0],
    matchedCases: 2,
  });
  expect(tally.facts().meanCostUsd).toBeCloseTo(0.003, 12);
  expect(makeOutputsTally().facts().meanCostUsd).toBeNull();
});

test("of a large file the first rows are kept, and all are counted", async () => {
  const tally = makeOutputsTally();
  const differs = [{ name: "ticket", inRow: "x".repeat(900), inCase: undefined }];
  for (let row = 1; row <= 2_000; row++) {
    await tally.addMatched([{ ...matched(row, { latencyMs: 1 }), differs }]);
    tally.addUnknown?.(output(row, { inputs: { ticket: `new ${row}` } }));
  }
  const { first, differing, unknownCases, values, matchedCases } = tally.facts();
  expect([first.length, differing.length, unknownCases.cases.length]).toEqual([100, 20, 1_000]);
  expect(differing[0]?.inputs).toEqual([{ name: "ticket", inRow: "x".repeat(200), inCase: null }]);
  expect([unknownCases.count, values.latencyMs, matchedCases]).toEqual([2_000, 2_000, 2_000]);
});
