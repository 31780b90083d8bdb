import { remember } from "@/lib/db/remember";
import type { SegmentRule } from "@/lib/runs/run-segments";
import { compareLive, type LiveDifference } from "./compare-live";
import { type Measure, type Measurement, measureCases } from "./measure-criterion";
import type { Evidence, EvidenceRun } from "./read-evidence";
import type { RunCase } from "./run-case";

/** How many cases a run has, and how many of them a criterion looks at. */
export interface RunScope {
  cases: number;
  inScope: number;
}

type Rule = SegmentRule | null;

async function casesIn(evidence: Evidence, run: EvidenceRun, rule: Rule): Promise<RunCase[]> {
  const cases = await evidence.casesOf(run);
  return rule ? cases.filter(({ segments }) => segments.includes(rule.name)) : cases;
}

/** Answers of an ended run stay as they are: what they come to is worked out once, whoever asks. */
function once<Value>(
  question: string,
  stamps: readonly (string | null)[],
  about: readonly unknown[],
  work: () => Promise<Value>,
): Promise<Value> {
  return stamps.includes(null) ? work() : remember([question, ...stamps, ...about], work);
}

export function readScope(evidence: Evidence, run: EvidenceRun, rule: Rule): Promise<RunScope> {
  return once("scope of a run", [evidence.stampOf(run)], [rule], async () => ({
    cases: (await evidence.casesOf(run)).length,
    inScope: (await casesIn(evidence, run, rule)).length,
  }));
}

export function measureRun(
  evidence: Evidence,
  run: EvidenceRun,
  { rule, measure }: { rule: Rule; measure: Measure },
): Promise<Measurement> {
  const about = [rule, measure.metric, measure.passedBy];
  return once("measure of a run", [evidence.stampOf(run)], about, async () =>
    measureCases(await casesIn(evidence, run, rule), measure),
  );
}

export function compareRunWithLive(
  evidence: Evidence,
  runs: { ours: EvidenceRun; live: EvidenceRun },
  asked: { rule: Rule; ours: Measure; live: Measure; isHigherBetter: boolean; margin: number },
): Promise<LiveDifference> {
  const { rule, ...measures } = asked;
  const stamps = [evidence.stampOf(runs.ours), evidence.stampOf(runs.live)];
  return once("a run against live", stamps, [rule, measures], async () =>
    compareLive(
      await casesIn(evidence, runs.ours, rule),
      await casesIn(evidence, runs.live, rule),
      measures,
    ),
  );
}
