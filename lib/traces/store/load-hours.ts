import "server-only";
import { db } from "@/lib/db/client";
import { ALL_TRACES } from "./load-rollups";

/** The first hour with a trace that is still counted; null: there never was one, or all are gone. */
export async function loadFirstHour(projectId: string): Promise<Date | null> {
  const row = await db.traceRollup.findFirst({
    where: { projectId, segmentId: ALL_TRACES },
    orderBy: { hour: "asc" },
    select: { hour: true },
  });
  return row?.hour ?? null;
}

/** Whether a project ever got a trace that is still counted. */
export async function hasTraces(projectId: string): Promise<boolean> {
  return (await loadFirstHour(projectId)) !== null;
}

/** The last hour with traces of an environment. */
export async function loadNewestHour(projectId: string, environment: string): Promise<Date | null> {
  const row = await db.traceRollup.findFirst({
    where: { projectId, segmentId: ALL_TRACES, environment },
    orderBy: { hour: "desc" },
    select: { hour: true },
  });
  return row?.hour ?? null;
}
