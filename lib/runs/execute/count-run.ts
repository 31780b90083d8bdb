import "server-only";
import { pool } from "@/lib/db/client";
import type { CaseKind, Split } from "@/lib/eval-sets/case-content";
import { selectUsage, usageOf } from "@/lib/providers/usage/usage-columns";
import type { Usage } from "@/lib/providers/usage/usage-contract";
import type { Outcome } from "@/lib/runs/contract";
import { segmentsOfRun } from "@/lib/runs/holdout/holdout-groups";
import type { StepResult } from "@/lib/runs/step-contract";
import type { RunSummary } from "@/lib/runs/summary-contract";
import type { Score } from "@/lib/scorers/contract";
import type { SegmentFacts } from "@/lib/segments/match-segment";
import { readScorers } from "./run-scorers";
import { segmentsHash, segmentsOf } from "./run-segments";
import { makeRunTally } from "./summarise-run";

const PAGE = 2_000;

interface Row extends SegmentFacts, Usage {
  caseRowId: string;
  position: number;
  repeat: number;
  outcome: Outcome;
  scores: Score[];
  isAnswered: boolean;
  latencyMs: number | null;
  retries: number;
  recorded: boolean;
  steps: StepResult[] | null;
  firstWrongStep: string | null;
  kind: CaseKind;
}

/**
 * All aggregates of a run from its stored results, page by page. The caller holds the run's row, so that
 * nothing is stored meanwhile; it is read beside that transaction, by the driver, which is faster.
 */
export async function countRun(run: {
  id: string;
  projectId: string;
  split: Split;
  scorers: unknown;
}): Promise<RunSummary> {
  const [segments, judges] = await Promise.all([
    segmentsOfRun(run),
    pool.query<{ usd: number | null }>(
      "select sum(cost_usd)::float8 as usd from model_call where run_id = $1",
      [run.id],
    ),
  ]);
  const tally = makeRunTally({
    scorers: readScorers(run.scorers),
    segments: segments.map(({ name }) => name),
    segmentsHash: segmentsHash(segments),
  });
  let after = { position: -1, repeat: 0 };
  while (true) {
    const { rows } = await pool.query<Row>({
      name: "count-run",
      text: `
        select r.case_row_id as "caseRowId", r.position, r.repeat, r.outcome::text as outcome, r.scores,
          r.output is not null as "isAnswered", r.latency_ms as "latencyMs", ${selectUsage("r")},
          r.retries, r.recorded, r.steps, r.first_wrong_step as "firstWrongStep", c.kind::text as kind, c.attributes, c.language, c.input_length as "inputLength"
        from run_result r join eval_case c on c.id = r.case_row_id
        where r.run_id = $1 and (r.position, r.repeat) > ($2, $3)
        order by r.position, r.repeat limit $4`,
      values: [run.id, after.position, after.repeat, PAGE],
    });
    for (const row of rows)
      tally.add({ ...row, usage: usageOf(row), segments: segmentsOf(row, segments) });
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = { position: last.position, repeat: last.repeat };
  }
  return tally.summary(judges.rows[0]?.usd ?? null);
}
