import "server-only";
import { cached } from "@/lib/db/cached";
import { db } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import {
  type LabelledAnswer,
  loadLabelsForGate,
} from "@/lib/judges/calibrate/load-labelled-answers";
import { loadStandings } from "@/lib/judges/calibrate/load-standings";
import type { RunStatus } from "@/lib/runs/contract";
import { readScorers } from "@/lib/runs/execute/run-scorers";
import { listSegmentsOf, type SegmentRule, segmentsOf } from "@/lib/runs/execute/run-segments";
import { HoldoutGroups } from "@/lib/runs/holdout/holdout-groups";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JudgeStandings } from "@/lib/scorers/may-vote";
import type { SegmentFacts } from "@/lib/segments/match-segment";
import type { CaseChanges } from "@/lib/specs/evidence/definitions-contract";
import { loadChangesSince } from "@/lib/specs/evidence/load-case-changes";
import { loadSetScorers } from "@/lib/specs/load-set-scorers";
import type { RunAnswer, RunCase } from "@/lib/specs/run-case";
import { nameInRun } from "./match-scorer";

export interface EvidenceSet {
  id: string;
  name: string;
  revision: number;
  /** The scorers that it keeps, or else those that follow from what its cases expect. Never a run's own. */
  scorers: ScorerSpec[];
}

export interface CountedSet extends EvidenceSet {
  /** How many cases it has now. */
  cases: Record<Split, number>;
}

/** A run of one version as it was saved: same content, same model. */
export interface EvidenceRun {
  id: string;
  number: number;
  version: number;
  evalSetId: string;
  evalSetRevision: number;
  split: Split;
  scorers: ScorerSpec[];
  /** The definition of each judge that it asked, by name. */
  judges: Readonly<Record<string, string>>;
  status: RunStatus;
  /** Its outputs were imported, so that whoever did could have written them: no evidence. */
  recorded: boolean;
  total: number;
  /** null while it is under way. */
  endedAt: Date | null;
  /** No case of its split changed since. */
  isCurrent: boolean;
  done: number;
  errored: number;
  repeats: number;
  isTellable: boolean | null;
  /** Of a holdout run: the groups that it may show. */
  groups: HoldoutGroups | null;
}

/** Everything that gates are decided from. Answers are read once per run. */
export interface Evidence {
  sets: ReadonlyMap<string, CountedSet>;
  /** Newest first. */
  runs: readonly EvidenceRun[];
  segments: readonly SegmentRule[];
  /** Whether the project's judges may vote. */
  judges: JudgeStandings;
  casesOf: (run: EvidenceRun) => Promise<RunCase[]>;
  /** Independent labels of a development run's answers, of the judge that a scorer asks. */
  labelsOf: (run: EvidenceRun, of: { judge: string; scorer: string }) => Promise<LabelledAnswer[]>;
  /** What happened to the cases of its split since. */
  changesSince: (run: EvidenceRun) => Promise<CaseChanges>;
  /** What the answers of a run are known by; null: they may still change. */
  stampOf: (run: EvidenceRun) => string | null;
}

const MOST_RUNS = 500;

export async function loadEvidence(
  projectId: string,
  promptId: string,
  versions: readonly number[],
  setNames: readonly string[],
): Promise<Evidence> {
  const [sets, segments] = await Promise.all([
    db.evalSet.findMany({
      where: { projectId, name: { in: [...setNames] } },
      select: { id: true, name: true, revision: true, scorers: true },
    }),
    listSegmentsOf(projectId),
  ]);
  const [rows, changes, judges] = await Promise.all([
    readRuns(
      promptId,
      versions,
      sets.map(({ id }) => id),
    ),
    loadChanges(sets),
    loadStandings(projectId),
  ]);
  const answers = new Map<string, Promise<RunCase[]>>();
  return {
    sets: new Map(
      await Promise.all(
        sets.map(
          async (set) =>
            [
              set.name,
              { ...set, scorers: await loadSetScorers(set), cases: casesNow(changes, set.id) },
            ] as const,
        ),
      ),
    ),
    runs: rows.map((row) => ({
      ...row,
      scorers: readScorers(row.scorers),
      groups: HoldoutGroups.nullable().parse(row.groups),
      isCurrent: row.evalSetRevision >= (changes.get(`${row.evalSetId} ${row.split}`)?.last ?? 0),
    })),
    segments,
    judges,
    labelsOf: (run, { judge, scorer }) =>
      loadLabelsForGate(projectId, judge, { runId: run.id, scorer }),
    changesSince: ({ evalSetId, evalSetRevision, split }) => {
      const set = sets.find(({ id }) => id === evalSetId);
      if (!set) throw new Error("evidence is read of runs of its sets");
      return loadChangesSince({ ...set, since: evalSetRevision }, split);
    },
    casesOf: (run) => {
      const answer = answers.get(run.id) ?? readRunCases(run.id, segments);
      answers.set(run.id, answer);
      return answer;
    },
    // Errors that are called again for end the run a second time.
    stampOf: ({ id, status, endedAt }) =>
      status === "completed" && endedAt ? `${id} ${endedAt.toISOString()}` : null,
  };
}

interface SplitChanges {
  evalSetId: string;
  split: Split;
  last: number;
  cases: number;
}

const casesNow = (changes: ReadonlyMap<string, SplitChanges>, setId: string) => ({
  development: changes.get(`${setId} development`)?.cases ?? 0,
  holdout: changes.get(`${setId} holdout`)?.cases ?? 0,
});

/**
 * The newest revision that changed a case, by set and split, and how many there are: a run of an older one is
 * out of date.
 */
async function loadChanges(
  sets: readonly { id: string; revision: number }[],
): Promise<Map<string, SplitChanges>> {
  const counts = await Promise.all(
    sets.map(({ id, revision }) => cached(["changes of a set", id, revision], () => changesOf(id))),
  );
  return new Map(counts.flat().map((each) => [`${each.evalSetId} ${each.split}`, each]));
}

const changesOf = (setId: string) =>
  db.$queryRaw<SplitChanges[]>`
    select eval_set_id as "evalSetId", split::text as split,
      (count(*) filter (where until_revision is null))::int as cases,
      max(greatest(since_revision, coalesce(until_revision, 0)))::int as last
    from eval_case where eval_set_id = ${setId}::uuid group by 1, 2`;

const readRuns = (promptId: string, versions: readonly number[], setIds: readonly string[]) =>
  db.$queryRaw<
    (Omit<EvidenceRun, "scorers" | "isCurrent" | "groups"> & {
      scorers: unknown;
      groups: unknown;
    })[]
  >`
    select r.id, r.number, v.number as version, r.eval_set_id as "evalSetId",
      r.eval_set_revision as "evalSetRevision", r.split::text as split, r.scorers,
      (select coalesce(jsonb_object_agg(j.key, j.value ->> 'hash'), '{}') from jsonb_each(r.judges) j) as judges,
      r.status::text as status, r.recorded, r.total, r.done, r.errored, r.repeats, r.holdout_groups as groups,
      (r.holdout_groups ->> 'whole')::boolean as "isTellable", r.ended_at as "endedAt"
    from run r join prompt_version v on v.prompt_id = r.prompt_id and v.content_hash = r.content_hash
    where r.prompt_id = ${promptId}::uuid and v.number = any(${[...versions]}::int[])
      and r.eval_set_id = any(${[...setIds]}::uuid[])
    order by r.created_at desc, r.number desc limit ${MOST_RUNS}`;

type AnswerRow = RunAnswer & SegmentFacts & { caseRowId: string };

async function readRunCases(runId: string, segments: readonly SegmentRule[]): Promise<RunCase[]> {
  const rows = await db.$queryRaw<AnswerRow[]>`
    select r.case_row_id as "caseRowId", r.repeat, r.outcome::text as outcome,
      coalesce((select jsonb_object_agg(s ->> 'scorer', s -> 'passed')
        from jsonb_array_elements(r.scores) s), '{}') as passes,
      coalesce((select jsonb_agg(s -> 'passed') from jsonb_array_elements(r.scores) s
        where s ? 'ofCase'), '[]') as "casePasses",
      r.latency_ms is null as "callFailed", exists (select 1 from retried_result e
        where e.run_id = r.run_id and e.case_row_id = r.case_row_id and e.repeat = r.repeat) as "wasErrored",
      r.recorded,
      r.latency_ms as "latencyMs",
      r.input_tokens as "inputTokens", r.output_tokens as "outputTokens",
      jsonb_array_length(r.tool_calls) as "toolCalls", r.cost_usd::float8 as "costUsd", r.retries,
      c.attributes, c.language, c.input_length as "inputLength", c.kind::text as kind
    from run_result r join eval_case c on c.id = r.case_row_id
    where r.run_id = ${runId}::uuid order by r.position, r.case_row_id, r.repeat`;
  const cases = new Map<string, { caseRowId: string; segments: string[]; answers: RunAnswer[] }>();
  for (const row of rows) {
    const each = cases.get(row.caseRowId) ?? {
      caseRowId: row.caseRowId,
      segments: segmentsOf(row, segments),
      answers: [],
    };
    cases.set(row.caseRowId, each);
    each.answers.push(row);
  }
  return [...cases.values()];
}

/** The same evidence with one more scorer on some runs, as if they had been scored with it. */
export function withScorer(
  evidence: Evidence,
  more: {
    scorer: ScorerSpec & { name: string };
    applies: (run: EvidenceRun) => boolean;
    score: (run: EvidenceRun) => Promise<ReadonlyMap<string, boolean | null>>;
  },
): Evidence {
  const { scorer, applies, score } = more;
  const name = `${scorer.name} (preview)`;
  const lacks = (run: EvidenceRun) => applies(run) && nameInRun(run.scorers, scorer) === null;
  const runOf = new Map(evidence.runs.map((run) => [run.id, run]));
  return {
    ...evidence,
    stampOf: (run) => {
      const stored = runOf.get(run.id);
      return stored && lacks(stored) ? null : evidence.stampOf(run);
    },
    runs: evidence.runs.map((run) =>
      lacks(run) ? { ...run, scorers: [...run.scorers, { ...scorer, name }] } : run,
    ),
    casesOf: async (run) => {
      const cases = await evidence.casesOf(run);
      const stored = runOf.get(run.id);
      if (!stored || !lacks(stored)) return cases;
      const scores = await score(run);
      return cases.map((each) => ({
        ...each,
        answers: each.answers.map((answer) => ({
          ...answer,
          passes: {
            ...answer.passes,
            [name]: scores.get(`${each.caseRowId}|${answer.repeat}`) ?? null,
          },
        })),
      }));
    },
  };
}
