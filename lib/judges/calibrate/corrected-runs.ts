import "server-only";
import { db } from "@/lib/db/client";
import { publicCases } from "@/lib/eval-sets/visible-cases";
import type { CalibrationAnalysis, CalibrationFigures } from "@/lib/judges/calibration-contract";
import { countingLabelSql } from "@/lib/judges/count-labelled";
import type { JudgeRow } from "@/lib/judges/find-judge";
import { ScorerList } from "@/lib/scorers/contract";
import { judgeNamed } from "@/lib/scorers/may-vote";
import { scorerName } from "@/lib/scorers/scorer-name";
import { carriedOverRate, correctedRate } from "@/lib/stats/intervals/corrected-rate";
import type { JudgedCounts } from "@/lib/stats/intervals/youden-interval";

const MOST_RUNS = 8;

interface RunCounts {
  n: number;
  passed: number;
  passesOfPasses: number;
  judgedPasses: number;
  passesOfFails: number;
  judgedFails: number;
}

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
      const counts = await countRun(run.id, scorerName(spec), [...passing]);
      if (counts.n === 0) return null;
      const judged = { passed: counts.passed, n: counts.n };
      const labels = counts.judgedPasses + counts.judgedFails;
      const carried = figures && carriedOverRate(judged, countsOf(figures));
      return {
        run: run.number,
        prompt: run.prompt.name,
        version: run.version?.number ?? null,
        n: counts.n,
        raw: counts.passed / counts.n,
        corrected: labels > 0 ? correctedRate(judged, counts) : carried,
        labels,
      };
    }),
  );
  return rows.flatMap((row) => (row ? [row] : []));
}

/** First answers only: cases are what is counted. */
async function countRun(runId: string, scorer: string, passing: string[]): Promise<RunCounts> {
  const [counts] = await db.$queryRaw<RunCounts[]>`
    with judged as (
      select c.case_id, r.output, (s ->> 'passed')::boolean as passed
      from run_result r join eval_case c on c.id = r.case_row_id
      cross join lateral jsonb_array_elements(r.scores) s
      where r.run_id = ${runId}::uuid and r.repeat = 1 and s ->> 'scorer' = ${scorer}
        and s ->> 'passed' is not null and ${publicCases.where}
    ), labelled as (
      select j.passed, ${countingLabelSql} = any(${passing}) as good
      from judged j join judge_item i on i.run_id = ${runId}::uuid and i.case_ref = j.case_id
        and i.output = j.output
      where ${countingLabelSql} is not null
    )
    select (select count(*) from judged)::int as n,
      (select count(*) from judged where passed)::int as passed,
      count(*) filter (where passed and good)::int as "passesOfPasses",
      count(*) filter (where passed)::int as "judgedPasses",
      count(*) filter (where not passed and good)::int as "passesOfFails",
      count(*) filter (where not passed)::int as "judgedFails"
    from labelled`;
  if (!counts) throw new Error("A count gives one row.");
  return counts;
}

function countsOf({ truePositiveRate, trueNegativeRate }: CalibrationFigures): JudgedCounts {
  const times = (rate: { value: number; n: number } | null) =>
    rate ? Math.round(rate.value * rate.n) : 0;
  return {
    truePasses: times(truePositiveRate),
    passes: truePositiveRate?.n ?? 0,
    trueFails: times(trueNegativeRate),
    fails: trueNegativeRate?.n ?? 0,
  };
}
