import "server-only";
import { db, Prisma } from "@/lib/db/client";
import type { Criterion } from "@/lib/specs/criterion-contract";
import type { Decided } from "./decide-gate";
import type { MissingRun } from "./gate-contract";
import type { Evidence } from "./load-evidence";

/** The runs that would measure what is not measured, each once, with what they would cost. */
export async function listMissing(input: {
  decided: readonly Decided[];
  criteria: readonly Criterion[];
  evidence: Evidence;
  promptId: string;
}): Promise<MissingRun[]> {
  const { decided, criteria, evidence, promptId } = input;
  const needs = new Map<string, { version: number; criteria: Criterion[] }>();
  decided.forEach(({ needsRunOf }, index) => {
    const criterion = criteria[index];
    if (!criterion || needsRunOf === undefined) return;
    const key = `${needsRunOf}|${criterion.evalSet}|${criterion.split}`;
    const need = needs.get(key) ?? { version: needsRunOf, criteria: [] };
    need.criteria.push(criterion);
    needs.set(key, need);
  });
  if (needs.size === 0) return [];
  const sets = [...evidence.sets.values()].map(({ id }) => id);
  const [sizes, costs] = await Promise.all([countCases(sets), readCosts(promptId, sets)]);
  return [...needs.values()].flatMap((need): MissingRun[] => {
    const [first] = need.criteria;
    const set = first && evidence.sets.get(first.evalSet);
    if (!first || !set) return [];
    const { split } = first;
    const cases = sizes.find((row) => row.evalSetId === set.id && row.split === split)?.n ?? 0;
    const answers = cases * repeatsOf(need.criteria);
    const perAnswer = costs.find(({ version }) => version === need.version) ?? costs[0];
    const open = evidence.runs.find(
      (run) =>
        run.version === need.version &&
        run.evalSetId === set.id &&
        run.split === split &&
        !run.recorded &&
        (run.status === "queued" || run.status === "running") &&
        run.isCurrent,
    );
    return [
      {
        version: need.version,
        evalSet: set.name,
        split,
        criteria: need.criteria.map(({ key }) => key),
        answers,
        estimatedCostUsd: perAnswer ? perAnswer.costUsd * answers : null,
        underWay: open ? { runId: open.id, runNumber: open.number } : null,
      },
    ];
  });
}

/** One run serves all of these criteria. */
export const repeatsOf = (criteria: readonly Criterion[]): number =>
  Math.max(1, ...criteria.map(({ repeats }) => repeats ?? 1));

const countCases = (setIds: readonly string[]) =>
  db.$queryRaw<{ evalSetId: string; split: string; n: number }[]>`
    select eval_set_id as "evalSetId", split::text as split, count(*)::int as n from eval_case
    where eval_set_id = any(${[...setIds]}::uuid[]) and until_revision is null group by 1, 2`;

/** What one answer cost in the newest completed development run of each version, newest version first. */
const readCosts = (promptId: string, setIds: readonly string[]) =>
  db.$queryRaw<{ version: number; costUsd: number }[]>(Prisma.sql`
    select distinct on (v.number) v.number as version, (r.cost_usd / r.done)::float8 as "costUsd"
    from run r join prompt_version v on v.id = r.version_id
    where r.prompt_id = ${promptId}::uuid and r.eval_set_id = any(${[...setIds]}::uuid[])
      and r.split = 'development' and r.status = 'completed' and not r.recorded and r.done > 0 and r.cost_usd is not null
      and r.content_hash = v.content_hash
    order by v.number desc, r.created_at desc limit 200`);
