import "server-only";
import type { db, Tx } from "@/lib/db/client";
import { atRevision } from "@/lib/eval-sets/scan-cases";
import type { ExistingCase, PlannedRow } from "./plan-import";

type Client = Tx | typeof db;

interface SetState {
  id: string;
  revision: number;
}

/** Of some rows, the cases of a set's revision that have their ids or inputs, by row. */
export async function loadRelatedCases(
  tx: Client,
  set: SetState,
  rows: readonly PlannedRow[],
): Promise<Map<PlannedRow, ExistingCase[]>> {
  const ids = rows.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const hashes = rows.map(({ facts }) => facts.inputHash);
  const cases = await tx.$queryRaw<ExistingCase[]>`
    select c.id, c.case_id as "caseId", c.position, c.input_hash as "inputHash", c.expected,
      c.kind::text as kind, c.split::text as split, c.attributes, c.assertions, c.steps, c.promptfoo
    from eval_case c where ${atRevision(set.id, set.revision)}
      and (c.case_id = any(${ids}) or c.input_hash = any(${hashes}))
    order by c.position`;
  const byKey = new Map<string, ExistingCase[]>();
  const add = (key: string, one: ExistingCase) => {
    const list = byKey.get(key);
    if (list) list.push(one);
    else byKey.set(key, [one]);
  };
  for (const one of cases) {
    add(`id ${one.caseId}`, one);
    add(`input ${one.inputHash}`, one);
  }
  return new Map(
    rows.map((row) => {
      const twins = byKey.get(`input ${row.facts.inputHash}`) ?? [];
      const named = row.id === undefined ? [] : (byKey.get(`id ${row.id}`) ?? []);
      return [row, [...new Set([...twins, ...named])]];
    }),
  );
}

const PAGE = 20_000;

/** The ids of a set's cases that could be generated ones. */
export async function addGeneratedIds(tx: Client, set: SetState, ids: Set<string>): Promise<void> {
  let after = "";
  while (true) {
    const rows = await tx.$queryRaw<{ caseId: string }[]>`
      select c.case_id as "caseId" from eval_case c
      where ${atRevision(set.id, set.revision)} and c.case_id > ${after} and c.case_id like 'c-%'
      order by c.case_id limit ${PAGE}`;
    for (const { caseId } of rows) ids.add(caseId);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.caseId;
  }
}
