import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { makeCandidate } from "@/lib/executions/make-candidate";
import { isAppError, isBusy } from "@/lib/http/app-error";
import { chooseScorers } from "@/lib/runs/choose-scorers";
import { textOf } from "@/lib/runs/recorded-output";
import { answerOutcome } from "@/lib/scorers/answer-outcome";
import { asksModel } from "@/lib/scorers/asks-model";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { scoreAnswer } from "@/lib/scorers/score/score-output";
import { nameScorers, scorerName } from "@/lib/scorers/scorer-name";
import type { OutputsPreview } from "./import-contract";
import type { MatchedRow } from "./match-outputs";

/** A project's tasks are done one or two at a time, and few may wait. */
const AT_ONCE = 2;
/** After this the rows that are scored have to do. */
const MOST_MS = 1_500;
const LONGEST_TEXT = 300;

type Sample = OutputsPreview["sample"];

interface SetOfCases {
  id: string;
  name: string;
  revision: number;
  scorers: unknown;
  split: Split;
}

/** These rows as the run would score them, as far as that costs nothing. */
export async function scoreSample(
  actor: Actor,
  matched: readonly MatchedRow[],
  set: SetOfCases,
): Promise<Sample & { scorers: ScorerSpec[] }> {
  if (matched.length === 0) return { rows: [], later: [], problem: null, scorers: [] };
  const chosen = await chooseOrSay(actor, set);
  const specs = typeof chosen === "string" ? [] : chosen;
  const isLater = (spec: ScorerSpec) => asksModel([spec]) || needsVersion(spec);
  const scorers = specs.filter((spec) => !isLater(spec));
  const cases = await loadCases(actor, matched);
  const rows: Sample["rows"] = [];
  const startedAt = performance.now();
  for (let from = 0; from < matched.length; from += AT_ONCE) {
    if (performance.now() - startedAt > MOST_MS) break;
    const some = matched.slice(from, from + AT_ONCE);
    try {
      rows.push(
        ...(await Promise.all(some.map((row) => scoreRow(actor, row, { scorers, cases })))),
      );
    } catch (error) {
      // The rows before these have to do.
      if (isBusy(error)) break;
      throw error;
    }
  }
  return {
    rows,
    scorers,
    later: specs.filter(isLater).map(scorerName),
    problem: typeof chosen === "string" ? chosen : null,
  };
}

const needsVersion = ({ kind, config }: ScorerSpec): boolean =>
  kind === "json-schema" && config.schema === undefined;

async function chooseOrSay(actor: Actor, set: SetOfCases): Promise<ScorerSpec[] | string> {
  try {
    return await chooseScorers(db, actor, { split: set.split }, set);
  } catch (error) {
    if (isAppError(error)) return error.message;
    throw error;
  }
}

interface SampleCase {
  caseId: string;
  input: Record<string, JsonValue>;
  expected: JsonValue | null;
  assertions: ScorerSpec[] | null;
}

async function loadCases(
  actor: Actor,
  rows: readonly MatchedRow[],
): Promise<Map<string, SampleCase>> {
  const ids = [...new Set(rows.map((row) => row.case.id))];
  const cases = await db.$queryRaw<(SampleCase & { id: string })[]>`
    select c.id, c.case_id as "caseId", c.input, c.expected, c.assertions from eval_case c
    where c.id = any(${ids}::uuid[]) and ${visibleCases(actor).where}`;
  return new Map(cases.map(({ id, ...each }) => [id, each]));
}

async function scoreRow(
  { projectId }: Actor,
  { case: { id }, differs, output: row }: MatchedRow,
  { scorers, cases }: { scorers: ScorerSpec[]; cases: ReadonlyMap<string, SampleCase> },
): Promise<Sample["rows"][number]> {
  const each = cases.get(id);
  if (!each) throw new Error("A case that was just matched is gone.");
  const { latencyMs = null, costUsd = null, label = null, error } = row;
  const text = (row.output ?? null) === null ? null : textOf(row.output ?? null);
  const place = {
    row: row.row,
    case: each.caseId,
    latencyMs,
    costUsd,
    label,
    isOtherInput: differs !== null,
  };
  if (text === null || error) {
    return { ...place, output: null, outcome: "errored", reason: error ?? null };
  }
  const specs = nameScorers([...scorers, ...(each.assertions ?? [])]);
  const candidate = makeCandidate(
    {
      output: text,
      toolCalls: (row.toolCalls ?? []).map(({ name, arguments: args }) => ({
        name,
        arguments: args ?? null,
      })),
      usage: { costUsd },
      latencyMs,
      finishReason: null,
    },
    { ...each, outputSchema: null },
  );
  const scores = await scoreAnswer(specs, candidate, projectId);
  const unhappy = scores.find(({ passed }) => passed !== true);
  return {
    ...place,
    output: text.slice(0, LONGEST_TEXT),
    outcome: specs.length === 0 ? null : answerOutcome({ callFailed: false, scores }),
    reason: unhappy ? `${unhappy.scorer}: ${unhappy.reason}`.slice(0, LONGEST_TEXT) : null,
  };
}
