import "server-only";
import { db } from "@/lib/db/client";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import { countingLabelSql, independentLabelSql } from "@/lib/judges/count-labelled";
import { JudgeKind, labelsOf, PassingLabel } from "@/lib/scorers/judge-definition";

/** An answer of a run with a label that counts: what the judge said of it, and what people do. */
export interface LabelledAnswer {
  caseRowId: string;
  isJudgedPass: boolean;
  isHumanPass: boolean;
}

interface JudgedRun {
  runId: string;
  /** The name of the scorer that asked the judge. */
  scorer: string;
  judgeId: string;
  /** Labels that pass. */
  passing: readonly string[];
  /** Leave out labels of the version's authors, and imported ones: for what decides a gate. */
  isIndependent?: boolean;
}

/** Each labelled output once, also where the run gave it several times. */
export function loadLabelledAnswers({
  runId,
  scorer,
  judgeId,
  passing,
  isIndependent = false,
}: JudgedRun): Promise<LabelledAnswer[]> {
  const label = isIndependent ? independentLabelSql : countingLabelSql;
  return db.$queryRaw<LabelledAnswer[]>`
    select distinct on (i.id) c.id as "caseRowId", (s ->> 'passed')::boolean as "isJudgedPass",
      ${label} = any(${[...passing]}) as "isHumanPass"
    from run_result r join run on run.id = r.run_id join eval_case c on c.id = r.case_row_id
    cross join lateral jsonb_array_elements(r.scores) s
    join judge_item i on i.judge_id = ${judgeId}::uuid and i.run_id = r.run_id
      and i.case_ref = c.case_id and i.output = r.output
    where r.run_id = ${runId}::uuid and s ->> 'scorer' = ${scorer} and s ->> 'passed' is not null
      and ${publicCases.where} and ${hasCaseInput} and ${label} is not null
    order by i.id, r.repeat`;
}

/** What a gate counts: of a judge of the project by its name; none of one that there is not. */
export async function loadLabelsForGate(
  projectId: string,
  name: string,
  { runId, scorer }: Pick<JudgedRun, "runId" | "scorer">,
): Promise<LabelledAnswer[]> {
  const judge = await db.judge.findUnique({ where: { projectId_name: { projectId, name } } });
  if (!judge) return [];
  const words = labelsOf({
    kind: JudgeKind.parse(judge.kind),
    labels: PassingLabel.array().parse(judge.labels),
  });
  const passing = words.filter(({ passes }) => passes).map(({ label }) => label);
  return loadLabelledAnswers({ runId, scorer, judgeId: judge.id, passing, isIndependent: true });
}
