import "server-only";
import { db } from "@/lib/db/client";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import { hasCaseInput } from "@/lib/executions/has-case-input";
import type { CalibrationAnalysis, CalibrationFigures } from "@/lib/judges/calibration-contract";
import type { JudgeRow } from "@/lib/judges/find-judge";
import { ScorerList } from "@/lib/scorers/contract";
import { judgeNamed } from "@/lib/scorers/may-vote";
import { scorerName } from "@/lib/scorers/scorer-name";
import { correctShare, type Judged } from "@/lib/stats/intervals/corrected-rate";
import { judgedCountsOf } from "./calibration-figures";
import { countStrata } from "./count-strata";
import { loadLabelledAnswers } from "./load-labelled-answers";

const MOST_RUNS = 8;

/** The newest runs that this judge judged, with the pass rate that people would give their outputs. */
export async function correctRuns(
  judge: JudgeRow,
  { figures, passing }: { figures: CalibrationFigures | null; passing: ReadonlySet<string> },
): Promise<CalibrationAnalysis["corrected"]> {
  const runs = await db.run.findMany({
    where: {
      projectId: judge.projectId,
      status: "completed",
      split: "development",
      judges: { path: [judge.name, "hash"], equals: judge.definitionHash },
    },
    orderBy: { number: "desc" },
    take: MOST_RUNS,
    include: { prompt: { select: { name: true } }, version: { select: { number: true } } },
  });
  const rows = await Promise.all(
    runs.map(async (run) => {
      const spec = ScorerList.parse(run.scorers).find((each) => judgeNamed(each) === judge.name);
      if (!spec) return null;
      const scorer = scorerName(spec);
      const judged = await countJudged(run.id, scorer);
      if (judged.n === 0) return null;
      const labelled = await loadLabelledAnswers({
        ...{ runId: run.id, scorer, judgeId: judge.id, passing: [...passing] },
      });
      const share = correctShare(judged, {
        strata: countStrata(labelled),
        counts: figures && judgedCountsOf(figures),
      });
      return {
        run: run.number,
        prompt: run.prompt.name,
        version: run.version?.number ?? null,
        n: judged.n,
        raw: judged.passed / judged.n,
        corrected: share && { value: share.value, low: share.low, high: share.high },
        labels: share?.labels ?? 0,
      };
    }),
  );
  return rows.flatMap((row) => (row ? [row] : []));
}

/** First answers only: cases are what is counted. */
async function countJudged(runId: string, scorer: string): Promise<Judged> {
  const [counts] = await db.$queryRaw<Judged[]>`
    select count(*)::int as n, count(*) filter (where (s ->> 'passed')::boolean)::int as passed
    from run_result r join eval_case c on c.id = r.case_row_id
    cross join lateral jsonb_array_elements(r.scores) s
    where r.run_id = ${runId}::uuid and r.repeat = 1 and s ->> 'scorer' = ${scorer}
      and s ->> 'passed' is not null and ${publicCases.where} and ${hasCaseInput}`;
  if (!counts) throw new Error("A count gives one row.");
  return counts;
}
