import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db/client";
import { idOrNumberSql } from "@/lib/db/id-or-number-sql";
import { notFound } from "@/lib/http/app-error";
import { ModelRef } from "@/lib/providers/contract";
import { type RunRow, selectRuns } from "@/lib/runs/find-run";
import { listCells } from "./list-cells";
import { type CellRef, ChainOptions } from "./option-contract";

/** What an experiment has beside its cells. */
export interface ExperimentRow {
  id: string;
  number: number;
  baselineRunId: string | null;
  margin: number;
  maxCostUsd: number | null;
  /** Only counted with a cap. */
  spentUsd: number;
  /** null: of a prompt. */
  options: ChainOptions | null;
  createdById: string | null;
  createdByName: string;
  createdAt: Date;
}

/** Rows by a condition over `r` (experiment) and `p` (prompt). */
export async function selectExperiments(
  where: Prisma.Sql,
  rest: Prisma.Sql = Prisma.empty,
): Promise<ExperimentRow[]> {
  const rows = await db.$queryRaw<(Omit<ExperimentRow, "options"> & { options: unknown })[]>`
    select r.id, r.number, r.baseline_run_id as "baselineRunId", r.margin::float8 as margin,
      r.max_cost_usd::float8 as "maxCostUsd", r.spent_usd::float8 as "spentUsd",
      r.options,      r.created_by_id as "createdById", r.created_by_name as "createdByName",
      r.created_at as "createdAt"
    from experiment r join prompt p on p.id = r.prompt_id
    where ${where} ${rest}`;
  return rows.map((row) => ({ ...row, options: ChainOptions.nullable().parse(row.options) }));
}

/** An experiment of the actor's project by its id or its number, or 404. */
export async function findExperiment(actor: Actor, idOrNumber: string): Promise<ExperimentRow> {
  const [experiment] = await selectExperiments(
    Prisma.sql`r.project_id = ${actor.projectId}::uuid and ${idOrNumberSql(idOrNumber)}`,
  );
  if (!experiment) throw notFound(`The experiment ${idOrNumber}`);
  return experiment;
}

/** The runs of an experiment, row by row as its table has them. */
export const loadCells = ({ id }: { id: string }): Promise<RunRow[]> =>
  selectRuns(Prisma.sql`r.experiment_id = ${id}::uuid`, Prisma.sql`order by r.number`);

/** What each of its runs is of, by the run's id. A chain's options are those of the plan, in the order of the runs. */
export function listCellRefs(
  { options }: ExperimentRow,
  runs: readonly RunRow[],
): ReadonlyMap<string, CellRef> {
  const cells = options
    ? listCells(options)
    : runs.map(({ version, model }) => ({
        version: version ?? 0,
        model: ModelRef.parse(model),
        option: null,
      }));
  return new Map(
    runs.flatMap(({ id }, index) => {
      const cell = cells[index];
      return cell ? [[id, cell] as const] : [];
    }),
  );
}
