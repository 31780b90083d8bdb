import "server-only";
import { pool } from "@/lib/db/client";
import { isHeldOut } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import type { Outcome } from "@/lib/runs/contract";
import { countAnswers } from "@/lib/runs/results/case-outcome";
import type { SegmentFacts } from "@/lib/segments/match-segment";
import type { CaseTally } from "@/lib/stats/verdicts/rate-gate";
import type { CaseSide } from "./case-pair";

/** One case in one run, with what it is grouped by. Its tally has the answers to the case's input only. */
export interface Side extends SegmentFacts, CaseSide {
  /** All answers, as the run counts them. */
  whole: CaseTally;
  kind: string;
  isWithheld: boolean;
}

interface Row extends SegmentFacts {
  caseId: string;
  position: number;
  repeat: number;
  outcome: Outcome;
  isAnswered: boolean;
  hasCaseInput: boolean;
  latencyMs: number | null;
  costUsd: number | null;
  kind: string;
  isWithheld: boolean;
}

/** So few that reading them keeps nobody else waiting. */
const PAGE = 500;

const READ = `
  select r.case_id as "caseId", r.position, r.repeat, r.outcome::text as outcome,
    r.output is not null as "isAnswered", ${hasCaseInput.sql} as "hasCaseInput", r.latency_ms as "latencyMs", r.cost_usd::float8 as "costUsd",
    c.kind::text as kind, c.attributes, c.language, c.input_length as "inputLength",
    ${isHeldOut.sql} as "isWithheld"
  from run_result r join eval_case c on c.id = r.case_row_id
  where r.run_id = $1 and (r.position, r.repeat) > ($2, $3)
  order by r.position, r.repeat limit $4`;

/**
 * The cases of a run in their order, a page at a time, each with the mean of its answers; a case whose answers
 * have an unknown cost has none.
 */
export async function* scanCaseSides(runId: string, limit = PAGE): AsyncGenerator<Side[]> {
  let after = { position: -1, repeat: 0 };
  const open: Row[] = [];
  while (true) {
    const { rows } = await pool.query<Row>({
      name: "case-sides",
      text: READ,
      values: [runId, after.position, after.repeat, limit],
    });
    const sides: Side[] = [];
    for (const row of rows) {
      if (open[0] && open[0].caseId !== row.caseId) sides.push(...sideOf(open.splice(0)));
      open.push(row);
    }
    const last = rows.at(-1);
    if (!last || rows.length < limit) {
      yield [...sides, ...sideOf(open)];
      return;
    }
    yield sides;
    after = { position: last.position, repeat: last.repeat };
  }
}

function sideOf(answers: readonly Row[]): Side[] {
  const [first] = answers;
  if (!first) return [];
  const { caseId, kind, attributes, language, inputLength, isWithheld } = first;
  const compared = answers.filter((answer) => answer.hasCaseInput);
  const answered = compared.filter(({ isAnswered }) => isAnswered);
  const isPriced = answered.length > 0 && answered.every(({ costUsd }) => costUsd !== null);
  return [
    {
      ...{ caseId, kind, attributes, language, inputLength, isWithheld },
      ...countAnswers(compared),
      whole: countAnswers(answers),
      latencyMs: meanOf(compared.map(({ latencyMs }) => latencyMs)),
      costUsd: isPriced ? meanOf(compared.map(({ costUsd }) => costUsd)) : null,
    },
  ];
}

function meanOf(values: readonly (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length > 0
    ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length
    : null;
}
