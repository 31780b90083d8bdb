import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { Prisma } from "@/lib/db/client";
import { likePattern } from "@/lib/db/like-pattern";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { cursorOf, parseNumberCursor } from "@/lib/http/cursor";
import { promptNamedSql } from "@/lib/prompts/prompt-named";
import { ModelRef } from "@/lib/providers/contract";
import { MAX_ERROR_SHARE, whyWithheld } from "@/lib/runs/holdout/why-withheld";
import type { ListRuns, RunListItem } from "./contract";
import { type RunRow, selectRuns } from "./find-run";
import { RunSummary } from "./summary-contract";

/** Newest first; `q` looks in prompt, eval set, title, version (“v7”) and number. */
export async function listRuns(
  actor: Actor,
  { limit, cursor, prompt, version, evalSet, split, status, mine, q }: ListRuns,
): Promise<{ data: RunListItem[]; nextCursor: string | null }> {
  authorize(actor, { scope: "evals:read" });
  const below = parseNumberCursor(cursor);
  const parts = [Prisma.sql`r.project_id = ${actor.projectId}::uuid`];
  if (below !== undefined) parts.push(Prisma.sql`r.number < ${below}`);
  if (prompt) parts.push(promptNamedSql(prompt));
  if (version) parts.push(Prisma.sql`v.number = ${version}`);
  if (evalSet) parts.push(Prisma.sql`s.name = ${evalSet}`);
  if (split) parts.push(Prisma.sql`r.split = ${split}::"Split"`);
  if (status) parts.push(Prisma.sql`r.status = ${status}::"RunStatus"`);
  if (mine === "true") parts.push(Prisma.sql`r.created_by_id = ${actor.userId}::uuid`);
  if (q) parts.push(searchOf(q));
  const rows = await selectRuns(
    Prisma.join(parts, " and "),
    Prisma.sql`order by r.number desc limit ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => toListItem(actor, row)),
    nextCursor: rows.length > limit && last ? cursorOf(String(last.number)) : null,
  };
}

function searchOf(q: string): Prisma.Sql {
  const pattern = likePattern(q);
  const number = /^#?(\d{1,9})$/.exec(q)?.[1] ?? null;
  const version = /^v(\d{1,9})$/i.exec(q)?.[1] ?? null;
  return Prisma.sql`(p.name ilike ${pattern} or s.name ilike ${pattern} or r.title ilike ${pattern}
    or r.created_by_name ilike ${pattern} or r.number = ${number}::int or v.number = ${version}::int)`;
}

/** What a provider says of a request may quote it, and with it a holdout case. */
const UNQUOTED =
  "A call failed in a way that would fail each time. An admin sees the provider's words.";

const Counted = RunSummary.pick({ cases: true, results: true, passRate: true });
type Counted = z.infer<typeof Counted>;

export function toListItem(actor: Actor, row: RunRow, counts?: Counted | null): RunListItem {
  const summary = counts ?? (row.counted ? Counted.parse(row.counted) : null);
  const visible = visibleCases(actor);
  const withheld = whyWithheld(visible, row);
  const isShown = withheld === null;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    prompt: row.prompt,
    version: row.version,
    evalSet: row.evalSet,
    evalSetRevision: row.evalSetRevision,
    split: row.split,
    chain: row.kind === "chain" ? row.prompt : null,
    model: ModelRef.nullable().parse(row.model),
    whatIf: row.whatIf,
    experiment: row.experiment?.number ?? null,
    recorded: row.recorded,
    scorers: row.scorers,
    repeats: row.repeats,
    status: row.status,
    statusReason: row.status === "failed" && !visible.shows(row) ? UNQUOTED : row.statusReason,
    progress: { total: row.total, done: isShown ? row.done : null },
    counts: {
      passed: isShown ? row.passed : null,
      failed: isShown ? row.failed : null,
      errored: isShown ? row.errored : null,
    },
    withheld,
    passRate: isShown ? (summary?.passRate ?? null) : null,
    inconclusive: summary && isShown ? inconclusiveReason(row, summary) : null,
    costUsd: isShown ? row.costUsd : null,
    createdBy: { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

function inconclusiveReason(row: RunRow, { results }: Counted): string | null {
  if (results.n < row.total) {
    return `${row.total - results.n} of ${row.total} answers are missing: the run did not come to its end.`;
  }
  if (results.errored / Math.max(1, row.total) > MAX_ERROR_SHARE) {
    return `${results.errored} of ${row.total} answers are errors, more than 5 %. Retry the errors first.`;
  }
  return null;
}
