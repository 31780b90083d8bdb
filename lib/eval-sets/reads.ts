import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import type { Page } from "@/lib/http/contract";
import { cursorOf, parseCursor, parseNumberCursor } from "@/lib/http/cursor";
import type { EvalSet, EvalSetDetail } from "./contract";
import { countGroups, nameSegmentsOf } from "./count-groups";
import type { CaseChange, CaseFilters, EvalCase, Revision, VisibleCase } from "./eval-case";
import { findEvalSet } from "./find-eval-set";
import { countLooks } from "./holdout/count-looks";
import { caseCursor, findCaseRow, scanCases } from "./scan-cases";
import type { SplitCounts } from "./split-counts";
import { toEvalCase, toVisibleCase } from "./to-eval-case";
import { visibleCases } from "./visible-cases";

const read = { scope: "evals:read" } as const;

export async function listEvalSets(
  actor: Actor,
  { limit, cursor, q, archived }: Page & { q?: string | undefined; archived: "true" | "false" },
): Promise<{ data: EvalSet[]; nextCursor: string | null }> {
  authorize(actor, read);
  const [after] = parseCursor(cursor);
  const rows = await db.evalSet.findMany({
    where: {
      projectId: actor.projectId,
      archivedAt: archived === "true" ? { not: null } : null,
      ...(q
        ? {
            OR: [
              { name: { contains: q, mode: "insensitive" } },
              { description: { contains: q, mode: "insensitive" } },
            ],
          }
        : {}),
      ...(after ? { AND: { name: { gt: after } } } : {}),
    },
    orderBy: { name: "asc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const counts = await countSplits(page.map(({ id }) => id));
  const last = page.at(-1);
  return {
    data: page.map((set) => toEvalSet(set, counts.get(set.id))),
    nextCursor: rows.length > limit && last ? cursorOf(last.name) : null,
  };
}

export async function getEvalSetSummary(actor: Actor, name: string): Promise<EvalSet> {
  authorize(actor, read);
  const set = await findEvalSet(actor, name);
  return toEvalSet(set, (await countSplits([set.id])).get(set.id));
}

export async function getEvalSet(
  actor: Actor,
  name: string,
  { revision: pinned }: { revision?: number | undefined } = {},
): Promise<EvalSetDetail> {
  authorize(actor, read);
  const set = await findEvalSet(actor, name);
  const revision = pinned ?? set.revision;
  if (revision > set.revision) throw notFound(`Revision ${revision} of “${name}”`);
  const [groups, holdoutLooks, unsealing, change] = await Promise.all([
    countGroups(actor, set.id, revision === set.revision ? undefined : revision),
    countLooks(db, set.id),
    db.holdoutUnsealing.findFirst({
      where: { evalSetId: set.id },
      orderBy: { revision: "desc" },
    }),
    db.evalSetRevision.findUnique({
      where: { evalSetId_number: { evalSetId: set.id, number: revision } },
    }),
  ]);
  return {
    ...toEvalSet(set, groups.counts),
    ...groups,
    revision,
    latestRevision: set.revision,
    change: change && toRevision(change),
    scorers: set.scorers as EvalSetDetail["scorers"],
    holdoutLooks,
    holdoutBudget: set.holdoutBudget,
    looksPerPrompt: set.looksPerPrompt,
    unsealing: unsealing && {
      revision: unsealing.revision,
      cases: unsealing.cases,
      reason: unsealing.reason,
      by: unsealing.byName,
      at: unsealing.at.toISOString(),
    },
    canSeeHoldout: visibleCases(actor).hasHoldout,
  };
}

export async function listCases(
  actor: Actor,
  name: string,
  { limit, cursor, ...filters }: Page & CaseFilters,
): Promise<{ data: EvalCase[]; nextCursor: string | null }> {
  authorize(actor, read);
  const set = await findEvalSet(actor, name);
  const nameSegments = await nameSegmentsOf(actor);
  const rows = [];
  // A segment is matched here, not in SQL: then a batch has to be larger than the page that it fills.
  const batch = filters.segment ? Math.max(limit + 1, 1_000) : limit + 1;
  for await (const row of scanCases(actor, set.id, filters, { cursor, batch })) {
    rows.push(row);
    if (rows.length > limit) break;
  }
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => toEvalCase(actor, row, nameSegments)),
    nextCursor: rows.length > limit && last ? caseCursor(last) : null,
  };
}

export async function getCase(
  actor: Actor,
  name: string,
  caseId: string,
  { revision }: { revision?: number | undefined } = {},
): Promise<VisibleCase> {
  authorize(actor, read);
  const set = await findEvalSet(actor, name);
  const row = await findCaseRow(set.id, caseId, { revision });
  if (!row) throw notFound(`The case “${caseId}”`);
  visibleCases(actor).require(row);
  return toVisibleCase(row, await nameSegmentsOf(actor));
}

/** The answer to a change: the case as its author may see it now. */
export async function getCaseChange(
  actor: Actor,
  name: string,
  revision: number,
  caseId: string,
): Promise<CaseChange> {
  const set = await findEvalSet(actor, name);
  const row = await findCaseRow(set.id, caseId, { revision });
  if (!row) throw notFound(`The case “${caseId}”`);
  return { revision, case: toEvalCase(actor, row, await nameSegmentsOf(actor)) };
}

export async function listRevisions(
  actor: Actor,
  name: string,
  { limit, cursor }: Page,
): Promise<{ data: Revision[]; nextCursor: string | null }> {
  authorize(actor, read);
  const set = await findEvalSet(actor, name);
  const before = parseNumberCursor(cursor);
  const rows = await db.evalSetRevision.findMany({
    where: {
      evalSetId: set.id,
      ...(before === undefined ? {} : { number: { lt: before } }),
    },
    orderBy: { number: "desc" },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(toRevision),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

type StoredRevision = Awaited<ReturnType<typeof db.evalSetRevision.findFirstOrThrow>>;

export function toRevision(row: StoredRevision): Revision {
  const { number, summary, added, updated, removed, authorId, authorName, createdAt } = row;
  return {
    number,
    summary,
    added,
    updated,
    removed,
    author: { id: authorId, name: authorName },
    createdAt: createdAt.toISOString(),
  };
}

type StoredSet = Awaited<ReturnType<typeof findEvalSet>>;

function toEvalSet(set: StoredSet, counts: SplitCounts = { development: 0, holdout: 0 }): EvalSet {
  return {
    name: set.name,
    description: set.description,
    revision: set.revision,
    counts,
    createdAt: set.createdAt.toISOString(),
    updatedAt: set.updatedAt.toISOString(),
    archivedAt: set.archivedAt?.toISOString() ?? null,
  };
}

async function countSplits(ids: string[]): Promise<Map<string, SplitCounts>> {
  const rows = await db.evalCase.groupBy({
    by: ["evalSetId", "split"],
    where: { evalSetId: { in: ids }, untilRevision: null },
    _count: { _all: true },
  });
  const counts = new Map<string, SplitCounts>();
  for (const { evalSetId, split, _count } of rows) {
    const of = counts.get(evalSetId) ?? { development: 0, holdout: 0 };
    counts.set(evalSetId, { ...of, [split]: _count._all });
  }
  return counts;
}
