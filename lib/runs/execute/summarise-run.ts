import type { CaseKind } from "@/lib/eval-sets/case-content";
import { addUsage, noUsage } from "@/lib/providers/usage/usage";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { Outcome } from "@/lib/runs/contract";
import { caseOutcome, countAnswers } from "@/lib/runs/results/case-outcome";
import type { StepResult } from "@/lib/runs/step-contract";
import type { Histogram, RepeatOutcome, RunSummary } from "@/lib/runs/summary-contract";
import { makeScoreTally } from "@/lib/scorers/aggregate-scores";
import type { Score, ScorerSpec } from "@/lib/scorers/contract";
import { scorerName } from "@/lib/scorers/scorer-name";
import { latencyQuantiles } from "@/lib/stats/intervals/quantile-interval";
import {
  addCase,
  type CaseAnswers,
  type CaseMoments,
  noCases,
  repeatedRate,
} from "@/lib/stats/intervals/repeated-rate";
import { histogram } from "@/lib/stats/summaries/histogram";
import { flakiness, passAllOf } from "@/lib/stats/summaries/repeat-consistency";
import { makeStepTally } from "./tally-steps";

/** A result with what its case is counted under. */
export interface CountedResult {
  caseRowId: string;
  outcome: Outcome;
  scores: Score[];
  /** There is an answer, whatever scorers made of it. */
  isAnswered: boolean;
  latencyMs: number | null;
  usage: Usage;
  retries: number;
  recorded: boolean;
  /** Of a chain. */
  steps?: StepResult[] | null;
  firstWrongStep?: string | null;
  kind: CaseKind;
  segments: readonly string[];
}

/** Cases by their outcome, and what their pass rate is made of. */
interface Tally {
  passed: number;
  failed: number;
  errored: number;
  moments: CaseMoments;
}

const emptyTally = (): Tally => ({ passed: 0, failed: 0, errored: 0, moments: noCases() });

/**
 * Counts a run while its results pass by in the order of the cases, all repeats of one together, so that
 * memory holds numbers only. Rates are means over the cases, each the mean of its answers, and leave errors
 * out; latencies and costs count answers.
 */
export function makeRunTally(context: {
  scorers: readonly ScorerSpec[];
  segments: readonly string[];
  segmentsHash: string;
}) {
  const results = { passed: 0, failed: 0, errored: 0 };
  const cases = makeCaseTally(context.segments);
  const scores = makeOutcomeTally(context.scorers);
  const usage = makeUsageTally();
  const steps = makeStepTally();
  return {
    add(result: CountedResult): void {
      results[result.outcome]++;
      cases.add(result);
      scores.add(result.scores);
      usage.add(result);
      steps.add(result);
    },
    summary(judgesUsd: number | null): RunSummary {
      return {
        ...cases.summary(),
        ...scores.summary(),
        ...usage.summary(results.passed, judgesUsd),
        ...steps.summary(),
        results: counted(results),
        segmentsHash: context.segmentsHash,
      };
    },
  };
}

/** Outcomes of cases, in all and by kind and segment; a case is counted when the next one begins. */
function makeCaseTally(segmentNames: readonly string[]) {
  const all = emptyTally();
  const kinds = new Map<CaseKind, Tally>();
  const segments = new Map(segmentNames.map((name) => [name, emptyTally()]));
  let repeats: CountedResult[] = [];

  const consistency = makeRepeatTally();

  const endCase = () => {
    const [first] = repeats;
    if (!first) return;
    const count = countAnswers(repeats);
    const kind = kinds.get(first.kind) ?? emptyTally();
    kinds.set(first.kind, kind);
    consistency.add(count);
    const groups = first.segments.flatMap((name) => segments.get(name) ?? []);
    for (const tally of [all, kind, ...groups]) {
      tally[caseOutcome(count)]++;
      addCase(tally.moments, { passed: count.passed, answers: count.passed + count.failed });
    }
    repeats = [];
  };
  return {
    add(result: CountedResult): void {
      if (repeats[0] && repeats[0].caseRowId !== result.caseRowId) endCase();
      repeats.push(result);
    },
    summary() {
      endCase();
      return {
        cases: counted(all),
        passRate: repeatedRate(all.moments),
        repeats: consistency.summary(),
        bySegment: Array.from(segments, ([segment, tally]) => ({ segment, ...grouped(tally) })),
        byKind: Array.from(kinds, ([kind, tally]) => ({ kind, ...grouped(tally) })),
      };
    },
  };
}

function makeOutcomeTally(scorers: readonly ScorerSpec[]) {
  const tally = makeScoreTally((name) => labelsOf(scorers, name));
  return {
    add(scores: readonly Score[]): void {
      for (const score of scores) tally.add(score);
    },
    summary() {
      const perScorer = tally.summaries();
      return {
        scores: Object.fromEntries(
          perScorer.map(({ scorer, rate, confusion: _, ...rest }) => [
            scorer,
            { ...rest, rate, n: rate?.n ?? 0 },
          ]),
        ),
        labels: perScorer.flatMap(({ scorer, confusion }) =>
          confusion ? [{ scorer, ...confusion }] : [],
        ),
      };
    },
  };
}

/** How much the answers to one case differ, with one object for all cases that went alike. */
function makeRepeatTally() {
  const distinct = new Map<string, CaseAnswers>();
  const cases: CaseAnswers[] = [];
  return {
    add({ passed, failed }: { passed: number; failed: number }): void {
      const answers = passed + failed;
      if (answers < 2) return;
      const key = `${passed}/${answers}`;
      const entry = distinct.get(key) ?? { passed, answers };
      distinct.set(key, entry);
      cases.push(entry);
    },
    summary(): RepeatOutcome | null {
      const k = Math.max(0, ...Array.from(distinct.values(), ({ answers }) => answers));
      return k < 2 ? null : { flakiness: flakiness(cases), k, allPass: passAllOf(cases, k) };
    },
  };
}

/** Latencies, costs and tokens of answers. */
function makeUsageTally() {
  const latencies: number[] = [];
  const costs: number[] = [];
  let used = noUsage;
  let retries = 0;
  let recorded = 0;
  let sumUsd = 0;
  return {
    add(result: CountedResult): void {
      retries += result.retries;
      if (result.recorded) recorded++;
      if (!result.isAnswered) return;
      used = addUsage(used, result.usage);
      if (result.latencyMs !== null) latencies.push(result.latencyMs);
      const { costUsd } = result.usage;
      if (costUsd === null) return;
      costs.push(costUsd);
      if (!result.recorded) sumUsd += costUsd;
    },
    summary(passed: number, judgesUsd: number | null) {
      const { inputTokens, cachedInputTokens, outputTokens } = used;
      const answersUsd = costs.length > 0 ? used.costUsd : null;
      return {
        latency: { ...latencyQuantiles(latencies), histogram: bins(latencies) },
        cost: {
          answersUsd,
          spentUsd: answersUsd === null ? null : sumUsd,
          judgesUsd,
          perSuccessUsd: answersUsd !== null && passed > 0 ? answersUsd / passed : null,
          histogram: bins(costs),
        },
        tokens: { input: inputTokens, cachedInput: cachedInputTokens, output: outputTokens },
        retries,
        recorded,
      };
    },
  };
}

function labelsOf(scorers: readonly ScorerSpec[], name: string): readonly string[] {
  const spec = scorers.find((each) => scorerName(each) === name);
  return spec?.kind === "label" ? (spec.config.labels ?? []) : [];
}

const counted = ({ passed, failed, errored }: Omit<Tally, "moments">) => ({
  n: passed + failed + errored,
  passed,
  failed,
  errored,
});

const grouped = (tally: Tally) => ({
  ...counted(tally),
  passRate: repeatedRate(tally.moments),
  withheld: false,
});

function bins(values: readonly number[]): Histogram {
  const { edges, series } = histogram([{ key: "all", values }]);
  return { edges, counts: series[0]?.counts ?? [], n: values.length };
}
