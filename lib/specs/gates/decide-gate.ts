import { formatCountOf } from "@/lib/format-number";
import type { SegmentRule } from "@/lib/runs/execute/run-segments";
import type { Criterion } from "@/lib/specs/criterion-contract";
import { unitOf } from "@/lib/specs/criterion-metric";
import { toleranceIn } from "@/lib/specs/criterion-rule";
import type { CasesDecision, Undecidable } from "./decide-cases";
import { decideRuns, decideRunsAgainstLive, loadScope } from "./decide-runs";
import { explainDecision } from "./explain-decision";
import {
  type CountedRun,
  type FoundEvidence,
  findEvidence,
  type Miss,
  measureName,
} from "./find-evidence";
import type { Gate } from "./gate-contract";
import type { CountedSet, Evidence } from "./load-evidence";
import {
  tellableRuns,
  withholdDecision,
  withholdDifference,
  withholdNewlyFailing,
} from "./withhold-gate";

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
    // Only the first release to the environment itself is let through without a comparison.
    const reason = environment === context.environment ? "nothing_live" : "nothing_live_elsewhere";
    const why = `Nothing is live in ${environment}, so there is nothing to be worse than.`;
    return missed(criterion, { reason, why }, { environment });
  }
  const lookup = findEvidence(criterion, set, version, context);
  if ("reason" in lookup) {
    return (await onlyAdded(criterion, lookup, context)) ?? missed(criterion, lookup, {}, version);
  }
  const counted = tellableRuns(lookup.counted, rule);
  const about = aboutRuns(lookup);
  if (!Array.isArray(counted)) return missed(criterion, counted, about);
  const { inScope, answersPerCase } = await loadScope(evidence, counted, rule);
  if (inScope === 0) {
    const why = `No ${criterion.split} case of ${set.name} is in ${segment ?? "it"}.`;
    return missed(criterion, { reason: "no_cases", why }, about);
  }
  const tooFew = lacksRepeats(criterion, answersPerCase);
  if (tooFew) return missed(criterion, tooFew, about, version);
  if (live === null) {
    const question = { criterion, judge: lookup.judge };
    const decision = await decideRuns(evidence, counted, { ...question, rule });
    const whole = rule
      ? await decideRuns(evidence, counted, { ...question, rule: null })
      : decision;
    const few = withholdDecision(criterion, decision, whole);
    return few ? missed(criterion, few, about) : judge(criterion, decision, about, lookup.judges);
  }
  const { judges } = lookup;
  const parts = { set, live, environment, rule, inScope, counted, about, judges };
  return againstLive(criterion, parts, context);
}

/**
 * Where cases were only added since the newest run, what it said of the cases before is still true and stays
 * to be seen. It opens no gate: the new cases are not measured.
 */
async function onlyAdded(
  criterion: Criterion,
  { reason, run }: Miss,
  context: GateContext,
): Promise<Decided | null> {
  if (reason !== "cases_changed" || !run) return null;
  const { added, edited, removed } = await context.evidence.changesSince(run);
  if (edited + removed > 0) return null;
  const { evalSetRevision } = run;
  const why = `Measured on revision ${evalSetRevision}, ${formatCountOf(added, "case")} newer. Run it.`;
  const { gate } = await decideGate(criterion, { ...context, acceptsOld: true });
  const { verdict, value, low, high, n } = gate;
  const isMeasured = verdict !== "not_measured";
  return missed(
    criterion,
    { reason: "cases_added", why, isRunnable: true, run },
    {
      newerCases: added,
      ...(isMeasured ? { earlier: { verdict, value, low, high, n, evalSetRevision } } : {}),
    },
    context.version,
  );
}

const aboutRuns = ({ counted: [{ run }], runs }: FoundEvidence): Partial<Gate> => ({
  runId: run.id,
  runNumber: run.number,
  runs: [...runs],
});

function lacksRepeats({ repeats = 1 }: Criterion, answersPerCase: number): Miss | null {
  if (answersPerCase >= repeats) return null;
  const why = `The criterion asks for ${repeats} answers per case; there ${answersPerCase === 1 ? "is 1" : `are ${answersPerCase}`}.`;
  return { reason: "too_few_repeats", why, isRunnable: true };
}

async function againstLive(
  criterion: Criterion,
  parts: {
    set: CountedSet;
    live: number;
    environment: string;
    rule: SegmentRule | null;
    inScope: number;
    counted: readonly CountedRun[];
    about: Partial<Gate>;
    judges: readonly string[];
  },
  context: GateContext,
): Promise<Decided> {
  const { set, live, environment, rule, inScope } = parts;
  const { evidence } = context;
  const about = { ...parts.about, environment, baselineVersion: live };
  if (live === context.version) {
    const why = `Version ${live} is what is live in ${environment}.`;
    const same = { verdict: "pass", value: 0, low: 0, high: 0, n: inScope, why } as const;
    return { gate: { ...described(criterion), ...about, ...same } };
  }
  const liveLookup = findEvidence(criterion, set, live, context);
  if ("reason" in liveLookup) {
    const why = `Version ${live}, live in ${environment}, has nothing to compare with. ${liveLookup.why}`;
    const reason = liveLookup.isRunnable ? "no_baseline_run" : liveLookup.reason;
    return missed(criterion, { ...liveLookup, reason, why }, about, live);
  }
  const counted = tellableRuns(liveLookup.counted, rule);
  if (!Array.isArray(counted)) return missed(criterion, counted, about);
  const { answersPerCase } = await loadScope(evidence, counted, rule);
  const tooFew = lacksRepeats(criterion, answersPerCase);
  if (tooFew) return missed(criterion, { ...tooFew, reason: "no_baseline_run" }, about, live);
  const runs = { ours: parts.counted, live: counted };
  const decision = await decideRunsAgainstLive(evidence, runs, { rule, criterion });
  const [{ run }] = liveLookup.counted;
  const baseline = { ...about, baselineRunId: run.id, baselineRunNumber: run.number };
  const few = withholdDifference(criterion, decision);
  return few
    ? missed(criterion, few, baseline)
    : judge(criterion, withholdNewlyFailing(criterion, decision), baseline, parts.judges);
}

const UNDECIDABLE: Record<Undecidable, Miss> = {
  unknown_cost: { reason: "unknown_cost", why: "The price of an answer is not known." },
  no_cases: { reason: "no_cases", why: "No case has an answer that could be counted." },
  unknown_judge: {
    reason: "uncalibrated_judge",
    why: "The judge’s calibration does not tell its passes from its fails. Calibrate it again.",
  },
};

function judge(
  criterion: Criterion,
  decision: CasesDecision | Undecidable,
  about: Partial<Gate>,
  judges: readonly string[],
): Decided {
  if (typeof decision === "string") return missed(criterion, UNDECIDABLE[decision], about);
  const { verdict, measured, bound, errored, toDecide, newlyFailing, corrected } = decision;
  const why = explainDecision(criterion, decision, judges);
  const more = toDecide ? toDecide.cases - measured.n : 0;
  return {
    gate: {
      ...described(criterion),
      ...about,
      verdict,
      ...measured,
      bound,
      errored,
      ...(corrected ? { corrected } : {}),
      ...(newlyFailing == null ? {} : { newlyFailing }),
      ...(why ? { why } : {}),
      ...(toDecide && more > 0 ? { moreCases: more, moreCasesVerdict: toDecide.verdict } : {}),
    },
  };
}

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
  const { metric, threshold, maxNewlyFailing, owner } = criterion;
  return {
    criterion: key,
    statement,
    level,
    kind,
    measure: measureName(criterion),
    unit: unitOf(metric),
    comparator,
    threshold,
    tolerance: toleranceIn(criterion),
    ...(maxNewlyFailing === undefined ? {} : { maxNewlyFailing }),
    ...(owner ? { owner } : {}),
    evalSet,
    split,
    segment: segment ?? null,
  };
}
