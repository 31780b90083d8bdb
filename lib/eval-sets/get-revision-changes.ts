import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import type { Page } from "@/lib/http/contract";
import { cursorOf, parseCursor } from "@/lib/http/cursor";
import type { CaseContent } from "./case-content";
import type { RevisionChanges } from "./eval-case";
import { findEvalSet } from "./find-eval-set";
import { toRevision } from "./reads";
import { isHeldOut, visibleCases } from "./visible-cases";

interface Change {
  caseId: string;
  before: CaseContent | null;
  after: CaseContent | null;
}

/** What one revision changed; a change that touches a withheld state is counted, not shown. */
export async function getRevisionChanges(
  actor: Actor,
  name: string,
  number: number,
  { limit, cursor }: Page,
): Promise<RevisionChanges> {
  authorize(actor, { scope: "evals:read" });
  const set = await findEvalSet(actor, name);
  const revision = await db.evalSetRevision.findUnique({
    where: { evalSetId_number: { evalSetId: set.id, number } },
  });
  if (!revision) throw notFound(`Revision ${number} of “${name}”`);
  const visible = visibleCases(actor);
  const touched = Prisma.sql`
    with state as (
      select c.case_id, c.since_revision = ${number} as is_after, ${isHeldOut} as withheld,
        jsonb_build_object('input', c.input, 'expected', c.expected, 'kind', c.kind, 'split', c.split,
          'attributes', c.attributes, 'assertions', c.assertions, 'steps', c.steps) as content
      from eval_case c
      where c.eval_set_id = ${set.id}::uuid and (c.since_revision = ${number} or c.until_revision = ${number})
    ), change as (
      select case_id, bool_or(withheld) as withheld, (array_agg(content) filter (where not is_after))[1] as before,
        (array_agg(content) filter (where is_after))[1] as after
      from state group by case_id
    )`;
  const [after] = parseCursor(cursor);
  const rows = await db.$queryRaw<Change[]>`${touched}
    select case_id as "caseId", before, after from change
    where case_id > ${after ?? ""} and (not withheld or ${visible.hasHoldout}) order by case_id limit ${limit + 1}`;
  const [holdout] = await db.$queryRaw<{ count: number }[]>`${touched}
    select count(*)::int as count from change where withheld and not ${visible.hasHoldout}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    revision: toRevision(revision),
    data: page.map((row) => ({ ...row, change: nameChange(row) })),
    withheld: visible.tellCount("holdout", holdout?.count ?? 0),
    nextCursor: rows.length > limit && last ? cursorOf(last.caseId) : null,
  };
}

function nameChange({ before, after }: Change): "added" | "updated" | "removed" {
  if (!before) return "added";
  return after ? "updated" : "removed";
}
