import type { Run } from "../../../lib/runs/contract";
import type { Result } from "../../../lib/runs/results/result-contract";
import type { Gate } from "../../../lib/specs/gates/gate-contract";
import type { Report } from "../cli/report";

/** Parts of what Galley answers, as far as the command reads them. A cast, because tests name only what they are about. */

export const runOf = (more: object = {}): Run =>
  ({
    number: 12,
    version: 4,
    evalSet: "triage-main",
    split: "development",
    status: "completed",
    statusReason: null,
    progress: { total: 20, done: 20 },
    counts: { passed: 20, failed: 0, errored: 0 },
    passRate: { value: 1, low: 0.84, high: 1, n: 20 },
    withheld: null,
    inconclusive: null,
    latencyMs: { p50: 900, p95: 1_400, p99: 1_500 },
    tokens: { input: 18_000, output: 600, cachedInput: 0 },
    costUsd: 0.08,
    costPerSuccessUsd: 0.004,
    bySegment: [],
    ...more,
  }) as unknown as Run;

export const gateOf = (more: object = {}): Gate =>
  ({
    criterion: "right",
    statement: "Category is right",
    level: "must",
    kind: "absolute",
    unit: "rate",
    comparator: ">=",
    threshold: 0.9,
    evalSet: "triage-main",
    split: "development",
    verdict: "pass",
    value: 0.95,
    low: 0.9,
    high: 0.98,
    n: 120,
    ...more,
  }) as unknown as Gate;

export const resultOf = (caseId: string, more: object = {}): Result =>
  ({
    caseId,
    outcome: "passed",
    output: "billing",
    scores: [],
    latencyMs: 1_000,
    ...more,
  }) as unknown as Result;

export const reportOf = (more: Partial<Report> = {}): Report => ({
  prompt: "support/triage",
  version: 4,
  decision: { verdict: "pass", by: "cases", reasons: ["Every case passed."] },
  runs: [{ run: runOf(), url: "https://galley.test/acme/runs/12", results: [] }],
  comparison: null,
  gates: [],
  notes: [],
  ...more,
});
