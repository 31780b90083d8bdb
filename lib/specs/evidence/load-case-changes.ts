import "server-only";
import { cached } from "@/lib/db/cached";
import { db, type Tx } from "@/lib/db/client";
import type { Split } from "@/lib/eval-sets/case-content";
import type { CaseChanges, EvidenceDefinitions } from "./definitions-contract";

type From = Tx | typeof db;
type Sets = Pick<EvidenceDefinitions, "evalSets" | "criteria">;

const MOST_EXAMPLES = 5;

/**
 * What happened to the cases that criteria of `earlier` look at, up to now. Only of sets that both know. A
 * transaction may see cases that nobody else does, so it is remembered outside of one only.
 */
export async function loadCaseChanges(
  earlier: Sets,
  now: Pick<EvidenceDefinitions, "evalSets">,
  from: From = db,
): Promise<CaseChanges[]> {
  const places = new Map(
    earlier.criteria.map(({ evalSet, split }) => [`${evalSet} ${split}`, { evalSet, split }]),
  );
  const changes: CaseChanges[] = [];
  for (const { evalSet, split } of places.values()) {
    const was = earlier.evalSets.find(({ name }) => name === evalSet);
    const is = now.evalSets.find(({ name }) => name === evalSet);
    if (!was || !is || was.id !== is.id || was.revision >= is.revision) continue;
    changes.push(await loadChangesSince({ ...is, since: was.revision }, split, from));
  }
  return changes;
}

interface SetSince {
  id: string;
  name: string;
  revision: number;
  since: number;
}

/** The same for one set and split. A case that was restored as it was has not changed. */
export function loadChangesSince(
  set: SetSince,
  split: Split,
  from: From = db,
): Promise<CaseChanges> {
  const count = () => countChanges(set, split, from);
  return from === db
    ? cached(["cases changed", set.id, set.since, set.revision, split], count)
    : count();
}

async function countChanges(
  { id, name, revision, since }: SetSince,
  split: Split,
  from: From,
): Promise<CaseChanges> {
  const [row] = await from.$queryRaw<{ removed: number; edited: number; examples: string[] }[]>`
    with changed as (
      select was.case_id, was.position, later.id is null as is_removed
      from eval_case was left join eval_case later on later.eval_set_id = was.eval_set_id
        and later.case_id = was.case_id and later.split = was.split and later.until_revision is null
      where was.eval_set_id = ${id}::uuid and was.split = ${split}::"Split"
        and was.since_revision <= ${since} and was.until_revision > ${since}
        and (later.id is null or later.input_hash <> was.input_hash or later.kind <> was.kind
          or later.expected is distinct from was.expected or later.attributes <> was.attributes
          or later.assertions is distinct from was.assertions or later.steps is distinct from was.steps)
    )
    select count(*) filter (where is_removed)::int as removed,
      count(*) filter (where not is_removed)::int as edited,
      (array_agg(case_id order by position))[1:${MOST_EXAMPLES}] as examples
    from changed`;
  const [added] = await from.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from eval_case later
    where later.eval_set_id = ${id}::uuid and later.split = ${split}::"Split"
      and later.until_revision is null and later.since_revision > ${since}
      and not exists (select 1 from eval_case was where was.eval_set_id = later.eval_set_id
        and was.case_id = later.case_id and was.split = later.split and was.since_revision <= ${since}
        and (was.until_revision is null or was.until_revision > ${since}))`;
  return {
    evalSet: name,
    split,
    since,
    revision,
    added: added?.count ?? 0,
    edited: row?.edited ?? 0,
    removed: row?.removed ?? 0,
    examples: split === "holdout" ? [] : (row?.examples ?? []),
  };
}
