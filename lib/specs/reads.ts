import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/http/app-error";
import type { Page } from "@/lib/http/contract";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { loadStandings } from "@/lib/judges/calibrate/load-standings";
import { loadPrompt } from "@/lib/prompts/load-prompt";
import type { Spec, SpecHint, SpecRevision } from "./contract";
import type { Criterion } from "./criterion-contract";
import { describeChanges } from "./describe-changes";
import { loadSetScorers } from "./load-set-scorers";
import { emptySpec, newestSpec, type SpecRow, specOf } from "./load-spec";
import { getSpecCoverage } from "./spec-coverage";
import { hintFor } from "./spec-hints";

export { listGates, listGateTrends } from "@/lib/specs/gates/list-gates";
export { getSpecCoverage } from "./spec-coverage";

export async function getSpec(actor: Actor, name: string): Promise<Spec> {
  authorize(actor, { scope: "prompts:read" });
  const prompt = await loadPrompt(actor, name);
  return toSpec(actor, name, await newestSpec(prompt.id));
}

export async function getSpecRevision(actor: Actor, name: string, number: number): Promise<Spec> {
  authorize(actor, { scope: "prompts:read" });
  const prompt = await loadPrompt(actor, name);
  const row = await db.specRevision.findUnique({
    where: { promptId_number: { promptId: prompt.id, number } },
  });
  if (!row) throw notFound(`Revision ${number} of the spec of ${name}`);
  return toSpec(actor, name, row);
}

export async function listSpecRevisions(
  actor: Actor,
  name: string,
  { limit, cursor }: Page,
): Promise<{ data: SpecRevision[]; nextCursor: string | null }> {
  authorize(actor, { scope: "prompts:read" });
  const prompt = await loadPrompt(actor, name);
  const after = parseNumberCursor(cursor);
  const below = after === undefined ? {} : { number: { lt: after } };
  // One more: the revision before the last one shown says what that one changed.
  const rows = await db.specRevision.findMany({
    where: { promptId: prompt.id, ...below },
    orderBy: { number: "desc" },
    take: limit + 1,
  });
  const data = rows.slice(0, limit).map((row, index): SpecRevision => {
    const content = specOf(row);
    const before = rows[index + 1];
    return {
      number: row.number,
      author: { id: row.authorId, name: row.authorName },
      createdAt: row.createdAt.toISOString(),
      changes: describeChanges(before ? specOf(before) : emptySpec, content),
      requirements: content.requirements.length,
      failureCases: content.failureCases.length,
      criteria: content.criteria.length,
    };
  });
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null };
}

async function toSpec(actor: Actor, name: string, row: SpecRow | null): Promise<Spec> {
  const content = specOf(row);
  return {
    revision: row?.number ?? 0,
    ...content,
    author: row ? { id: row.authorId, name: row.authorName } : null,
    createdAt: row?.createdAt.toISOString() ?? null,
    hints: await readHints(actor, name, content.criteria),
  };
}

async function readHints(
  actor: Actor,
  name: string,
  criteria: readonly Criterion[],
): Promise<SpecHint[]> {
  if (criteria.length === 0) return [];
  const { projectId } = actor;
  const [sets, segments, coverage, judges] = await Promise.all([
    db.evalSet.findMany({
      where: { projectId, name: { in: criteria.map(({ evalSet }) => evalSet) } },
      select: { id: true, name: true, revision: true, scorers: true },
    }),
    db.segment.findMany({ where: { projectId }, select: { name: true } }),
    getCasesBehind(actor, name),
    loadStandings(projectId),
  ]);
  const described = await Promise.all(
    sets.map(async (set) => ({ name: set.name, scorers: await loadSetScorers(set) })),
  );
  return criteria.flatMap((criterion): SpecHint[] => {
    const message = hintFor(criterion, {
      set: described.find((each) => each.name === criterion.evalSet),
      hasSegment:
        !criterion.segment || segments.some((segment) => segment.name === criterion.segment),
      judges,
      cases: coverage.get(criterion.key) ?? null,
    });
    return message ? [{ criterion: criterion.key, message }] : [];
  });
}

/** A key that may read prompts and not evals gets the spec without the counts. */
async function getCasesBehind(actor: Actor, name: string): Promise<Map<string, number | null>> {
  const coverage = await getSpecCoverage(actor, name).catch(() => null);
  return new Map(coverage?.criteria.map(({ criterion, cases }) => [criterion, cases]));
}
