import { expect, test } from "vitest";
import type { Comparison } from "@/lib/runs/compare/comparison-contract";
import type { RunFacts } from "./measured-pair";
import { sentenceText, writeMeasured } from "./release-note";

const run = (number: number): RunFacts => ({
  id: `run-${number}`,
  number,
  version: number,
  evalSet: "tickets",
  split: "development",
  passRate: null,
  scores: {},
  latency: null,
  costPerSuccessUsd: null,
  inconclusive: null,
});

const segment = (name: string, value: number, verdict: "pass" | "fail" | "inconclusive") => ({
  segment: name,
  difference: { value, low: value - 0.05, high: value + 0.05, n: 40 },
  verdict,
});

test("a note tells the best and the worst segment alike, whatever their verdicts", () => {
  const comparison = {
    counts: {},
    warnings: [],
    bySegment: [
      segment("Enterprise", 0.02, "pass"),
      segment("Non-English", -0.01, "pass"),
      segment("Long input", 0.12, "pass"),
    ],
  } as unknown as Comparison;
  const pair = { run: run(2), baseline: run(1), comparison };
  const { evalResult } = writeMeasured([pair], { against: 1, asOf: new Date(0) });
  expect(evalResult.map(sentenceText)).toEqual([
    "Non-English −1.0 points (−6.0 to +4.0, n = 40): no worse.",
    "Long input +12.0 points (+7.0 to +17.0, n = 40): no worse.",
  ]);
});
