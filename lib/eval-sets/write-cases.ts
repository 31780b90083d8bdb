import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { alone, type Surroundings } from "@/lib/db/around";
import { db, type Tx } from "@/lib/db/client";
import { recordEvent } from "@/lib/events/record-event";
import { formatCount, formatCountOf } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import type { CaseState } from "./case-state";
import { findEvalSet } from "./find-eval-set";

export const MAX_CASES = 200_000;

export interface LockedSet {
  id: string;
  name: string;
  revision: number;
}

/** What a change does to the set's current states. `summary` is read by everybody: no holdout content or ids. */
export interface CaseChanges {
  summary: string;
  close: string[];
  insert: CaseState[];
  added: number;
  updated: number;
  removed: number;
  /** Holdout cases that this moves to development. */
  unsealed?: string[];
  /** The whole holdout is unsealed by this, for this reason. */
  unsealing?: string;
}

/**
 * Every change of cases: locks the set, lets `decide` read it and say what changes, writes one new
 * revision and its event. A decision that changes nothing makes no revision.
 */
export async function writeCases<T extends CaseChanges>(
  actor: Actor,
  name: string,
  decide: (tx: Tx, set: LockedSet) => Promise<T>,
  { requireUnchanged, around = alone }: Surroundings = {},
): Promise<{ revision: number; changes: T }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  return db.$transaction(
    async (tx) => {
      const set = await lockSet(tx, actor, name);
      await requireUnchanged?.();
      const changes = await decide(tx, set);
      if (changes.close.length === 0 && changes.insert.length === 0) {
        return { revision: set.revision, changes };
      }
      const revision = set.revision + 1;
      const { summary, added, updated, removed, unsealed = [], unsealing } = changes;
      await refuseResealing(tx, set.id, changes.insert);
      await around(tx, async () => {
        await writeStates(tx, set.id, revision, changes);
        await tx.evalSetRevision.create({
          data: {
            evalSetId: set.id,
            number: revision,
            summary,
            added,
            updated,
            removed,
            authorId: actor.userId,
            authorName: actor.name,
          },
        });
        await tx.evalSet.update({ where: { id: set.id }, data: { revision } });
        if (unsealing !== undefined) await recordUnsealing(tx, actor, set.id, revision, changes);
      });
      await recordEvent(tx, actor, {
        type: unsealed.length > 0 ? "eval_set.unsealed" : "eval_set.changed",
        subject: { type: "eval_set", id: set.id },
        data: {
          name: set.name,
          revision,
          summary,
          added,
          updated,
          removed,
          unsealed: unsealed.length,
          ...(unsealing === undefined ? {} : { reason: unsealing }),
        },
      });
      return { revision, changes };
    },
    { maxWait: 20_000, timeout: 120_000 },
  );
}

async function recordUnsealing(
  tx: Tx,
  actor: Actor,
  evalSetId: string,
  revision: number,
  { unsealing: reason = "", unsealed = [] }: CaseChanges,
): Promise<void> {
  await tx.holdoutUnsealing.create({
    data: {
      evalSetId,
      revision,
      cases: unsealed.length,
      reason,
      byId: actor.userId,
      byName: actor.name,
    },
  });
}

/** A holdout that everybody could read is no holdout any more, under whatever ids its inputs come back. */
async function refuseResealing(tx: Tx, evalSetId: string, insert: readonly CaseState[]) {
  const hashes = insert.filter(({ split }) => split === "holdout").map((each) => each.inputHash);
  if (hashes.length === 0) return;
  const [row] = await tx.$queryRaw<{ cases: number; revision: number }[]>`
    select count(distinct c.input_hash)::int as cases, max(u.revision)::int as revision
    from holdout_unsealing u join eval_case c on c.eval_set_id = u.eval_set_id
      and c.until_revision = u.revision and c.split = 'holdout'
    where u.eval_set_id = ${evalSetId}::uuid and c.input_hash = any(${hashes})`;
  if (!row?.cases) return;
  throw new AppError(
    "conflict",
    `${formatCountOf(row.cases, "of these inputs was", "of these inputs were")} unsealed with the whole holdout in revision ${row.revision}, so people may have tuned for ${row.cases === 1 ? "it" : "them"}. Seal cases that nobody has seen.`,
  );
}

async function lockSet(tx: Tx, actor: Actor, name: string): Promise<LockedSet> {
  const current = await findEvalSet(actor, name, tx);
  await tx.$executeRaw`select 1 from eval_set where id = ${current.id}::uuid for update`;
  const set = await tx.evalSet.findUniqueOrThrow({ where: { id: current.id } });
  if (set.archivedAt) {
    throw new AppError("conflict", `The eval set “${name}” is archived. Restore it first.`);
  }
  return { id: set.id, name: set.name, revision: set.revision };
}

const ROWS_PER_INSERT = 2_000;

async function writeStates(
  tx: Tx,
  evalSetId: string,
  revision: number,
  { close, insert, added, removed }: CaseChanges,
): Promise<void> {
  if (close.length > 0) {
    await tx.$executeRaw`update eval_case set until_revision = ${revision} where id = any(${close}::uuid[])`;
  }
  if (added > removed) await refuseTooMany(tx, evalSetId, insert.length);
  for (let from = 0; from < insert.length; from += ROWS_PER_INSERT) {
    const rows = insert
      .slice(from, from + ROWS_PER_INSERT)
      .map((state) => ({ ...state, id: randomUUID() }));
    await tx.$executeRaw`
      insert into eval_case (id, eval_set_id, case_id, position, since_revision, input, expected, kind, split,
        attributes, assertions, steps, promptfoo, language, input_length, input_hash)
      select r.id, ${evalSetId}::uuid, r."caseId", r.position, ${revision}, r.input,
        nullif(r.expected, 'null'::jsonb), r.kind, r.split, r.attributes,
        nullif(r.assertions, 'null'::jsonb), nullif(r.steps, 'null'::jsonb), nullif(r.promptfoo, 'null'::jsonb), r.language, r."inputLength", r."inputHash"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "caseId" text, position int, input jsonb,
        expected jsonb, kind "CaseKind", split "Split", attributes jsonb, assertions jsonb, steps jsonb,
        promptfoo jsonb, language text, "inputLength" int,
        "inputHash" text)`;
  }
}

async function refuseTooMany(tx: Tx, evalSetId: string, more: number): Promise<void> {
  const now = await tx.evalCase.count({ where: { evalSetId, untilRevision: null } });
  if (now + more > MAX_CASES) {
    throw new AppError(
      "too_large",
      `An eval set holds at most ${formatCount(MAX_CASES)} cases; this would make ${formatCount(now + more)}. Create a second set.`,
    );
  }
}

/** One place after the last case that the set ever had, so that positions never clash over revisions. */
export async function nextPosition(tx: Tx | typeof db, evalSetId: string): Promise<number> {
  const { _max } = await tx.evalCase.aggregate({
    where: { evalSetId },
    _max: { position: true },
  });
  return (_max.position ?? 0) + 1;
}
