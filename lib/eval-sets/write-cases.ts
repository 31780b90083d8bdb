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

/** What a change comes to. `summary` is read by everybody: no holdout content or ids. */
export interface SetChanges {
  summary: string;
  added: number;
  updated: number;
  removed: number;
  /** Holdout cases that this moves to development. */
  unsealed?: number;
  /** The whole holdout is unsealed by this, for this reason. */
  unsealing?: string;
}

/** Current states of a set that end, and those that begin. */
export interface StateChanges {
  close: readonly string[];
  insert: readonly CaseState[];
}

export type CaseChanges = SetChanges & StateChanges;

/** Writes a part of a change; it may be called as often as memory asks for. */
export type WriteStates = (changes: StateChanges) => Promise<void>;

/** A change of cases that is decided at once. */
export function writeCases<T extends CaseChanges>(
  actor: Actor,
  name: string,
  decide: (tx: Tx, set: LockedSet) => Promise<T>,
  surroundings?: Surroundings,
): Promise<{ revision: number; changes: T }> {
  const change = async (tx: Tx, set: LockedSet, write: WriteStates) => {
    const changes = await decide(tx, set);
    await write(changes);
    return changes;
  };
  return writeRevision(actor, name, change, surroundings);
}

/**
 * Every change of cases: locks the set, lets `change` read it and write what changes, and makes one new
 * revision and its event. A change that writes nothing makes no revision.
 */
export async function writeRevision<T extends SetChanges>(
  actor: Actor,
  name: string,
  change: (tx: Tx, set: LockedSet, write: WriteStates) => Promise<T>,
  { requireUnchanged, around = alone }: Surroundings = {},
): Promise<{ revision: number; changes: T }> {
  authorize(actor, { scope: "evals:write", role: "editor" });
  return db.$transaction(
    async (tx) => {
      const set = await lockSet(tx, actor, name);
      await requireUnchanged?.();
      const revision = set.revision + 1;
      const { changes, hasWritten } = await around(tx, async () => {
        const writer = makeStateWriter(tx, set.id, revision);
        const changes = await change(tx, set, writer.write);
        const hasWritten = writer.hasWritten();
        if (hasWritten) await addRevision(tx, actor, { id: set.id, revision }, changes);
        return { changes, hasWritten };
      });
      if (!hasWritten) return { revision: set.revision, changes };
      await recordChange(tx, actor, { ...set, revision }, changes);
      return { revision, changes };
    },
    { maxWait: 20_000, timeout: 120_000 },
  );
}

async function addRevision(
  tx: Tx,
  actor: Actor,
  { id, revision }: { id: string; revision: number },
  { summary, added, updated, removed, unsealed = 0, unsealing }: SetChanges,
): Promise<void> {
  await tx.evalSetRevision.create({
    data: {
      evalSetId: id,
      number: revision,
      summary,
      added,
      updated,
      removed,
      authorId: actor.userId,
      authorName: actor.name,
    },
  });
  await tx.evalSet.update({ where: { id }, data: { revision } });
  if (unsealing === undefined) return;
  await tx.holdoutUnsealing.create({
    data: {
      evalSetId: id,
      revision,
      cases: unsealed,
      reason: unsealing,
      byId: actor.userId,
      byName: actor.name,
    },
  });
}

async function recordChange(
  tx: Tx,
  actor: Actor,
  { id, name, revision }: LockedSet,
  { summary, added, updated, removed, unsealed = 0, unsealing }: SetChanges,
): Promise<void> {
  await recordEvent(tx, actor, {
    type: unsealed > 0 ? "eval_set.unsealed" : "eval_set.changed",
    subject: { type: "eval_set", id },
    data: {
      ...{ name, revision, summary, added, updated, removed, unsealed },
      ...(unsealing === undefined ? {} : { reason: unsealing }),
    },
  });
}

/** Writes states of one new revision, and counts whether there were any. */
function makeStateWriter(tx: Tx, evalSetId: string, revision: number) {
  let written = 0;
  let count: number | null = null;
  const write: WriteStates = async ({ close, insert }) => {
    if (close.length === 0 && insert.length === 0) return;
    written += close.length + insert.length;
    await refuseResealing(tx, evalSetId, insert);
    count ??= await tx.evalCase.count({ where: { evalSetId, untilRevision: null } });
    count += insert.length - close.length;
    if (insert.length > close.length) refuseTooMany(count);
    await writeStates(tx, evalSetId, revision, { close, insert });
  };
  return { write, hasWritten: () => written > 0 };
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
  { close, insert }: StateChanges,
): Promise<void> {
  if (close.length > 0) {
    await tx.$executeRaw`update eval_case set until_revision = ${revision} where id = any(${close}::uuid[])`;
  }
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

function refuseTooMany(count: number): void {
  if (count <= MAX_CASES) return;
  throw new AppError(
    "too_large",
    `An eval set holds at most ${formatCount(MAX_CASES)} cases; this would make ${formatCount(count)}. Create a second set.`,
  );
}

/** One place after the last case that the set ever had, so that positions never clash over revisions. */
export async function nextPosition(tx: Tx | typeof db, evalSetId: string): Promise<number> {
  const { _max } = await tx.evalCase.aggregate({
    where: { evalSetId },
    _max: { position: true },
  });
  return (_max.position ?? 0) + 1;
}
