import "server-only";
import { LRUCache } from "lru-cache";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { RedactionRule, type TraceSettings } from "./settings-contract";

export const DEFAULT_RETENTION_DAYS = 90;

/** How long a writer of traces goes by settings that were changed in another process. */
const FRESH_MS = 5_000;
const MOST_PROJECTS = 5_000;

const shared = globalThis as { galleyTraceSettings?: LRUCache<string, Promise<TraceSettings>> };

/** What every batch of traces is stored by; asked of the database at most every few seconds. */
export async function loadTraceSettings(projectId: string): Promise<TraceSettings> {
  shared.galleyTraceSettings ??= new LRUCache({ max: MOST_PROJECTS, ttl: FRESH_MS });
  const cache = shared.galleyTraceSettings;
  const before = cache.get(projectId);
  if (before) return before;
  const settings = queryTraceSettings(projectId);
  cache.set(projectId, settings);
  settings.catch(() => cache.delete(projectId));
  return settings;
}

/** In this process the next trace already goes by the new settings. */
export function forgetTraceSettings(projectId: string): void {
  shared.galleyTraceSettings?.delete(projectId);
}

export async function getTraceSettings(actor: Actor): Promise<TraceSettings> {
  authorize(actor, { scope: "traces:read" });
  return queryTraceSettings(actor.projectId);
}

async function queryTraceSettings(projectId: string): Promise<TraceSettings> {
  const row = await db.traceSettings.findUnique({ where: { projectId } });
  if (!row)
    return {
      captureContent: true,
      retentionDays: DEFAULT_RETENTION_DAYS,
      redaction: [],
      updatedAt: null,
    };
  return {
    captureContent: row.captureContent,
    retentionDays: row.retentionDays,
    redaction: RedactionRule.array().parse(row.redaction),
    updatedAt: row.updatedAt.toISOString(),
  };
}
