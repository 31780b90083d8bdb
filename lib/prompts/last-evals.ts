import "server-only";
import { db, Prisma } from "@/lib/db/client";
import { rate } from "@/lib/stats/intervals/wilson-interval";
import type { LastEval } from "./contract";

interface MeasuredVersion {
  promptId: string;
  version: number;
  runId: string;
  runNumber: number;
  evalSetId: string;
  evalSet: string;
  endedAt: Date;
  passed: number;
  failed: number;
}

/**
 * The newest completed development run of each prompt, with the pass rates of its versions on the same set.
 * Errors count neither as passed nor as failed.
 */
export async function loadLastEvals(
  projectId: string,
  promptIds: string[],
): Promise<Map<string, LastEval>> {
  if (promptIds.length === 0) return new Map();
  const rows = await db.$queryRaw<MeasuredVersion[]>`
    select distinct on (r.prompt_id, r.eval_set_id, v.number)
      r.prompt_id as "promptId", v.number as version, r.id as "runId", r.number as "runNumber",
      r.eval_set_id as "evalSetId", s.name as "evalSet", r.ended_at as "endedAt", r.passed, r.failed
    from run r
    join prompt_version v on v.prompt_id = r.prompt_id and v.content_hash = r.content_hash
    join eval_set s on s.id = r.eval_set_id
    where r.project_id = ${projectId}::uuid
      and r.prompt_id in (${Prisma.join(promptIds.map((id) => Prisma.sql`${id}::uuid`))})
      and r.status = 'completed' and not r.recorded and r.split = 'development' and r.passed + r.failed > 0
    order by r.prompt_id, r.eval_set_id, v.number, r.ended_at desc`;
  return new Map(
    promptIds.flatMap((id) =>
      lastOf(
        id,
        rows.filter(({ promptId }) => promptId === id),
      ),
    ),
  );
}

function lastOf(promptId: string, measured: MeasuredVersion[]): [string, LastEval][] {
  const [newest] = measured.toSorted((a, b) => b.endedAt.getTime() - a.endedAt.getTime());
  if (!newest) return [];
  const passRate = rate(newest.passed, newest.passed + newest.failed);
  if (!passRate) return [];
  const trend = measured
    .filter(({ evalSetId }) => evalSetId === newest.evalSetId)
    .sort((a, b) => a.version - b.version)
    .flatMap(({ version, runNumber, passed, failed }) => {
      const measuredRate = rate(passed, passed + failed);
      return measuredRate ? [{ version, runNumber, passRate: measuredRate }] : [];
    });
  const { runId, runNumber, version, evalSet, endedAt } = newest;
  return [
    [
      promptId,
      { runId, runNumber, version, evalSet, finishedAt: endedAt.toISOString(), passRate, trend },
    ],
  ];
}
