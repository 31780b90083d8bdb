import type { SegmentRule } from "@/lib/runs/run-segments";
import { casesForInterval, casesForQuantile, casesForRate } from "./cases-to-decide";
import type { Criterion } from "./contract";
import { isRate, QUANTILES, unitOf } from "./criterion-metric";
import { type Found, findEvidence, type Miss, measureName } from "./find-evidence";
import type { Gate } from "./gate-contract";
import { gateVerdict, type Measured, wantsMore } from "./gate-verdict";
import type { Measure } from "./measure-criterion";
import { compareRunWithLive, measureRun, readScope } from "./measure-run";
import type { Evidence, EvidenceSet } from "./read-evidence";
import { withholdDifference, withholdMeasure, withholdRun } from "./withhold-gate";

/** What is live in an environment; null: nothing. */
export type LiveIn = (environment: string) => number | null;

export interface GateContext {
  version: number;
  evidence: Evidence;
  liveIn: LiveIn;
  /** Where the version would go: what a non_regression without an environment compares with. */
  environment: string;
  /** For trends: runs over cases that changed since also count. */
  acceptsOld?: boolean;
}

/** A gate, and the version that lacks a run when it is not measured for want of one. */
export interface Decided {
  gate: Gate;
  needsRunOf?: number;
}

export async function decideGate(criterion: Criterion, context: GateContext): Promise<Decided> {
  const { evidence, version } = context;
  const set = evidence.sets.get(criterion.evalSet);
  if (!set) {
    return missed(criterion, {
      reason: "no_eval_set",
      why: `There is no eval set ${criterion.evalSet}.`,
    });
  }
  const { segment } = criterion;
  const rule = segment ? (evidence.segments.find(({ name }) => name === segment) ?? null) : null;
  if (segment && !rule) {
    return missed(criterion, { reason: "no_segment", why: `There is no segment ${segment}.` });
  }
  const isPaired = criterion.kind === "non_regression";
  const environment = criterion.environment ?? context.environment;
  const live = isPaired ? context.liveIn(environment) : null;
  if (isPaired && live === null) {
    const why = `Nothing is live in ${environment}, so there is nothing to be worse than.`;
    return missed(criterion, { reason: "nothing_live", why }, { environment });
  }
  const found = findEvidence(criterion, set, version, context);
  if ("reason" in found) return missed(criterion, found, {}, version);
  const { inScope } = await readScope(evidence, found.run, rule);
  const about = { runId: found.run.id, runNumber: found.run.number };
  const withheld = withholdRun(found.run, rule);
  if (withheld) return missed(criterion, withheld, about);
  if (inScope === 0) {
    const why = `No ${criterion.split} case of ${set.name} is in ${segment ?? "it"}.`;
    return missed(criterion, { reason: "no_cases", why }, about);
  }
  if (live === null) {
    const measure: Measure = { metric: criterion.metric, passedBy: found.passedBy };
    const measured = await measureRun(evidence, found.run, { rule, measure });
    const whole = rule ? await measureRun(evidence, found.run, { rule: null, measure }) : measured;
    const few = withholdMeasure(criterion, measured, whole);
    return few ? missed(criterion, few, about) : judge(criterion, measured, about);
  }
  const parts = { set, live, environment, rule, inScope, ours: found, about };
  return againstLive(criterion, parts, context);
}

async function againstLive(
  criterion: Criterion,
  parts: {
    set: EvidenceSet;
    live: number;
    environment: string;
    rule: SegmentRule | null;
    inScope: number;
    ours: Found;
    about: Partial<Gate>;
  },
  context: GateContext,
): Promise<Decided> {
  const { set, live, environment, rule, inScope, ours } = parts;
  const about = { ...parts.about, environment, baselineVersion: live };
  if (live === context.version) {
    const why = `Version ${live} is what is live in ${environment}.`;
    const same = { verdict: "pass", value: 0, low: 0, high: 0, n: inScope, why } as const;
    return { gate: { ...described(criterion), ...about, ...same } };
  }
  const found = findEvidence(criterion, set, live, context);
  if ("reason" in found) {
    const why = `Version ${live}, live in ${environment}, has nothing to compare with. ${found.why}`;
    const reason = found.isRunnable ? "no_baseline_run" : found.reason;
    return missed(criterion, { ...found, reason, why }, about, live);
  }
  const { metric, threshold: margin, comparator } = criterion;
  const difference = await compareRunWithLive(
    context.evidence,
    { ours: ours.run, live: found.run },
    {
      rule,
      ours: { metric, passedBy: ours.passedBy },
      live: { metric, passedBy: found.passedBy },
      isHigherBetter: wantsMore(comparator),
      margin,
    },
  );
  const baseline = { baselineRunId: found.run.id, baselineRunNumber: found.run.number };
  const withheld = withholdRun(found.run, rule) ?? withholdDifference(criterion, difference);
  if (withheld) return missed(criterion, withheld, { ...about, ...baseline });
  return judge(criterion, difference, { ...about, ...baseline });
}

function judge(
  criterion: Criterion,
  found: {
    measured: Measured | null;
    planned: number;
    errored: number;
    isCostUnknown: boolean;
    casesNeeded?: number | null;
  },
  about: Partial<Gate>,
): Decided {
  const { measured, planned, errored } = found;
  if (!measured) {
    const miss: Miss = found.isCostUnknown
      ? { reason: "unknown_cost", why: "The price of an answer is not known." }
      : { reason: "no_cases", why: "No case has an answer that could be counted." };
    return missed(criterion, miss, about);
  }
  const { comparator } = criterion;
  const bar = barOf(criterion);
  const { verdict, why } = gateVerdict({ measured, comparator, bar, planned, errored });
  const needed =
    verdict !== "inconclusive"
      ? null
      : criterion.kind === "non_regression" && isRate(criterion.metric)
        ? (found.casesNeeded ?? null)
        : casesFor(criterion, measured, bar);
  const more = needed === null ? 0 : needed - measured.n;
  return {
    gate: {
      ...described(criterion),
      ...about,
      verdict,
      ...measured,
      ...(why ? { why } : {}),
      ...(more > 0 ? { moreCases: more } : {}),
    },
  };
}

function casesFor(criterion: Criterion, measured: Measured, bar: number): number | null {
  const { metric, comparator } = criterion;
  if (isRate(metric)) return casesForRate(measured.value, bar);
  const quantile = metric ? QUANTILES[metric] : undefined;
  const atLeast = quantile === undefined ? 8 : (casesForQuantile(quantile) ?? 0);
  if (measured.n < atLeast) return atLeast;
  return casesForInterval(measured, comparator, bar);
}

/** The bar in the unit of the value: a margin stands on the bad side of no difference. */
export const barOf = ({ kind, comparator, threshold }: Criterion): number =>
  kind === "absolute" ? threshold : wantsMore(comparator) ? -threshold : threshold;

function missed(
  criterion: Criterion,
  { reason, why, isRunnable, run }: Miss,
  about: Partial<Gate> = {},
  version?: number,
): Decided {
  return {
    gate: {
      ...described(criterion),
      ...(run ? { runId: run.id, runNumber: run.number } : {}),
      ...about,
      verdict: "not_measured",
      value: null,
      low: null,
      high: null,
      n: 0,
      reason,
      why,
    },
    ...(isRunnable && version !== undefined ? { needsRunOf: version } : {}),
  };
}

function described(criterion: Criterion) {
  const { key, statement, level, kind, comparator, evalSet, split, segment } = criterion;
  const { metric, threshold } = criterion;
  return {
    criterion: key,
    statement,
    level,
    kind,
    measure: measureName(criterion),
    unit: unitOf(metric),
    comparator,
    threshold,
    evalSet,
    split,
    segment: segment ?? null,
  };
}
