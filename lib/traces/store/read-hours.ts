import { db } from "@/lib/db/client";
import { ALL_TRACES } from "./read-rollups";

/** The first hour with a trace that is still counted; null: there never was one, or all are gone. */
export async function readFirstHour(projectId: string): Promise<Date | null> {
  const row = await db.traceRollup.findFirst({
    where: { projectId, segmentId: ALL_TRACES },
    orderBy: { hour: "asc" },
    select: { hour: true },
  });
  return row?.hour ?? null;
}

/** Whether a project ever got a trace that is still counted. */
export async function hasTraces(projectId: string): Promise<boolean> {
  return (await readFirstHour(projectId)) !== null;
}

/** The last hour with traces of an environment. */
export async function readNewestHour(projectId: string, environment: string): Promise<Date | null> {
  const row = await db.traceRollup.findFirst({
    where: { projectId, segmentId: ALL_TRACES, environment },
    orderBy: { hour: "desc" },
    select: { hour: true },
  });
  return row?.hour ?? null;
}
