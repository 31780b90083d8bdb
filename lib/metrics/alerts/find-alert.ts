import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { db, type Prisma } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/http/app-error";
import { isUuid } from "@/lib/http/id-or-number";
import { MetricScope } from "@/lib/metrics/contract";
import { METRICS, type Metric } from "@/lib/metrics/metric";
import { Alert } from "./alert-contract";

const HISTORY = 20;
export const WITH_HISTORY = {
  changes: { orderBy: { at: "desc" }, take: HISTORY },
} satisfies Prisma.AlertInclude;

type AlertRow = Prisma.AlertGetPayload<{ include: typeof WITH_HISTORY }>;

export async function findAlert(actor: Actor, id: string): Promise<AlertRow> {
  const row = isUuid(id)
    ? await db.alert.findFirst({
        where: { id, projectId: actor.projectId, archivedAt: null },
        include: WITH_HISTORY,
      })
    : null;
  if (!row) throw notFound(`The alert ${id}`);
  return row;
}

export function alertNameTaken(name: string): AppError {
  return new AppError("conflict", `An alert named “${name}” exists. Choose another name.`, {
    errors: [{ path: "name", message: "This name is taken." }],
  });
}

/** Stored filters were parsed when they came in. */
export function storedScope(filter: unknown): MetricScope {
  return MetricScope.parse(filter);
}

export function storedMetric(metric: string): Metric {
  const name = METRICS.find((one) => one === metric);
  if (!name) throw new Error(`an alert watches ${metric}, which is no metric`);
  return name;
}

export function toAlert(row: AlertRow): Alert {
  return Alert.parse({
    ...row,
    stateSince: row.stateSince.toISOString(),
    beyondSince: row.beyondSince?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdByName,
    history: row.changes.map(({ state, value, samples, at }) => ({
      state,
      value,
      samples,
      at: at.toISOString(),
    })),
  });
}
