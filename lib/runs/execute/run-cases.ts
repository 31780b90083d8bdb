import "server-only";
import { pool } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { JsonValue } from "@/lib/scorers/json-value";
import { type Lane, ONLY_LANE } from "./lane";

/** A case as a run needs it. */
export interface RunCase {
  id: string;
  caseId: string;
  position: number;
  input: Record<string, JsonValue>;
  expected: JsonValue | null;
  /** Its own scorers, as they were stored. */
  assertions: ScorerSpec[] | null;
  /** What it expects of single steps of a chain, by their keys. */
  steps: Record<string, JsonValue> | null;
}

/** Where a shard of a run begins: after this case. */
export interface CasePlace {
  position: number;
  id: string;
}

export interface CasesOfRun {
  evalSetId: string;
  revision: number;
  split: Split;
  /** Only these cases; all without it. */
  caseRowIds?: readonly string[] | null;
  /** Only those of this lane. */
  lane?: Lane;
}

const START: CasePlace = { position: -1, id: "00000000-0000-0000-0000-000000000000" };

/** The next cases of a set's revision in their order. */
export async function loadCases(
  { evalSetId, revision, split, caseRowIds = null, lane = ONLY_LANE }: CasesOfRun,
  after: CasePlace = START,
  limit: number,
): Promise<RunCase[]> {
  const { rows } = await pool.query<RunCase>({
    name: "run-cases",
    text: `select id, case_id as "caseId", position, input, expected, assertions, steps from eval_case
      where eval_set_id = $1 and split = $2::"Split"
        and since_revision <= $3 and (until_revision is null or until_revision > $3)
        and (position, id) > ($4, $5::uuid) and ($7::uuid[] is null or id = any($7))
        and position % $8 = $9
      order by position, id limit $6`,
    values: [
      evalSetId,
      split,
      revision,
      after.position,
      after.id,
      limit,
      caseRowIds,
      lane.of,
      lane.index,
    ],
  });
  return rows;
}

/** The inputs of some cases, by their rows. */
export async function loadCaseInputs(
  ids: readonly string[],
): Promise<Map<string, RunCase["input"]>> {
  const { rows } = await pool.query<Pick<RunCase, "id" | "input">>({
    name: "case-inputs",
    text: "select id, input from eval_case where id = any($1::uuid[])",
    values: [ids],
  });
  return new Map(rows.map(({ id, input }) => [id, input]));
}

/** Which (case, repeat) of these cases have a result already. */
export async function loadFinishedCases(
  runId: string,
  cases: readonly RunCase[],
): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string; repeat: number }>({
    name: "run-done",
    text: `select case_row_id as id, repeat from run_result
      where run_id = $1 and case_row_id = any($2::uuid[])`,
    values: [runId, cases.map(({ id }) => id)],
  });
  return new Set(rows.map(({ id, repeat }) => unitKey(id, repeat)));
}

export const unitKey = (caseRowId: string, repeat: number) => `${caseRowId}|${repeat}`;
