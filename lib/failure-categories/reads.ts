import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db, Prisma } from "@/lib/db/client";
import { visibleCases } from "@/lib/eval-sets/visible-cases";
import { notFound } from "@/lib/http/app-error";
import type { FailureCategory, FailureCategoryState, VersionOfPrompt } from "./contract";

interface Row {
  id: string;
  name: string;
  position: number;
  state: FailureCategoryState;
  results: number;
  createdAt: Date;
  archivedAt: Date | null;
  fixedAt: Date | null;
  fixedPrompt: string | null;
  fixedVersion: number | null;
  regressedAt: Date | null;
  regressedPrompt: string | null;
  regressedVersion: number | null;
  regressedRun: number | null;
}

/** In the order that people gave them; archived ones only when asked for. */
export async function listCategories(
  actor: Actor,
  { archived }: { archived?: "true" | "false" | undefined } = {},
): Promise<{ data: FailureCategory[]; nextCursor: null }> {
  authorize(actor, { scope: "evals:read" });
  const rows = await selectCategories(
    actor,
    archived === "true" ? Prisma.empty : Prisma.sql`and f.archived_at is null`,
  );
  return { data: rows.map(toCategory), nextCursor: null };
}

export async function getCategory(actor: Actor, id: string): Promise<FailureCategory> {
  const [row] = await selectCategories(actor, Prisma.sql`and f.id = ${id}::uuid`);
  if (!row) throw notFound("This failure category");
  return toCategory(row);
}

/** Results of holdout cases count for those only who may see them. */
const selectCategories = (actor: Actor, more: Prisma.Sql) => db.$queryRaw<Row[]>`
  select f.id, f.name, f.position, f.state::text as state, f.created_at as "createdAt",
    f.archived_at as "archivedAt", f.fixed_at as "fixedAt", fp.name as "fixedPrompt",
    f.fixed_in_version as "fixedVersion", f.regressed_at as "regressedAt", rp.name as "regressedPrompt",
    f.regressed_in_version as "regressedVersion", f.regressed_in_run as "regressedRun", (
      select count(*)::int from run_result r join eval_case c on c.id = r.case_row_id
      where r.failure_category_id = f.id and ${visibleCases(actor).where}
    ) as results
  from failure_category f left join prompt fp on fp.id = f.fixed_in_prompt_id
    left join prompt rp on rp.id = f.regressed_in_prompt_id
  where f.project_id = ${actor.projectId}::uuid ${more}
  order by f.archived_at is not null, f.position, f.name`;

function toCategory(row: Row): FailureCategory {
  const { id, name, position, state, results } = row;
  return {
    id,
    name,
    position,
    state,
    results,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    fixed: row.fixedAt && {
      at: row.fixedAt.toISOString(),
      in: versionOf(row.fixedPrompt, row.fixedVersion),
    },
    regressed: row.regressedAt && {
      at: row.regressedAt.toISOString(),
      in: versionOf(row.regressedPrompt, row.regressedVersion),
      run: row.regressedRun,
    },
  };
}

const versionOf = (prompt: string | null, version: number | null): VersionOfPrompt | null =>
  prompt === null || version === null ? null : { prompt, version };
