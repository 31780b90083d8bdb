import type { ReleaseSummary } from "@/lib/notifications/contract";
import type { ReleaseEvidence } from "@/lib/reviews/evidence/release-evidence-contract";

/** What the event log and webhooks are told of what a release was decided on. */
export function summariseEvidence({
  gates,
  approvals,
  definitions,
}: ReleaseEvidence): ReleaseSummary {
  return {
    specRevision: definitions.specRevision,
    gates: gates.map(({ runNumber, waived, ...gate }) => ({
      criterion: gate.criterion,
      statement: gate.statement,
      level: gate.level,
      verdict: gate.verdict,
      value: gate.value,
      low: gate.low,
      high: gate.high,
      n: gate.n,
      run: runNumber ?? null,
      waivedBy: waived?.by.name ?? null,
    })),
    approvals: approvals.map(({ by, at }) => ({ by: by.name, at })),
  };
}
