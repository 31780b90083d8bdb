import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { authorize } from "@/lib/auth/authorize";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/http/app-error";
import { cursorOf, parseCursor, wrongCursor } from "@/lib/http/cursor";
import {
  findConnection,
  openConnection,
  urlGuard,
} from "@/lib/providers/connections/find-connection";
import type { Recording } from "@/lib/providers/replay/recording-contract";
import { makeProvider } from "@/lib/providers/sdk/make-provider";
import type { ConnectionDetail, ConnectionKind } from "./contract";
import { isProviderError } from "./provider-error";

export const BUILT_IN: readonly string[] = ["local", "replay"];

/** Built-in ones last, the others by name. */
export async function listConnections(
  actor: Actor,
): Promise<{ data: ConnectionDetail[]; nextCursor: null }> {
  authorize(actor, { scope: "prompts:read" });
  const { projectId } = actor;
  const [rows, uses, recordingCount] = await Promise.all([
    db.connection.findMany({ where: { projectId, removedAt: null }, orderBy: { name: "asc" } }),
    countUses(projectId),
    db.recording.count({ where: { projectId } }),
  ]);
  const data = rows.map((row) => ({
    name: row.name,
    kind: row.kind as ConnectionKind,
    baseUrl: row.baseUrl,
    keyLastFour: row.keyLastFour,
    requestsPerMinute: row.requestsPerMinute,
    tokensPerMinute: row.tokensPerMinute,
    createdAt: row.createdAt.toISOString(),
    lastTest: row.lastTest as ConnectionDetail["lastTest"],
    promptCount: uses.get(row.name)?.length ?? 0,
    recordingCount: row.kind === "replay" ? recordingCount : null,
    isBuiltIn: BUILT_IN.includes(row.name),
  }));
  return { data: data.sort((a, b) => Number(a.isBuiltIn) - Number(b.isBuiltIn)), nextCursor: null };
}

export async function getConnection(actor: Actor, name: string): Promise<ConnectionDetail> {
  await findConnection(db, actor.projectId, name);
  const { data } = await listConnections(actor);
  const match = data.find((connection) => connection.name === name);
  if (!match) throw new AppError("conflict", `${name} was removed in the meantime.`);
  return match;
}

/** Which prompts' latest versions name each connection. */
export async function countUses(projectId: string): Promise<Map<string, string[]>> {
  const rows = await db.$queryRaw<{ connection: string; prompts: string[] }[]>`
    select v.model->>'provider' as connection, array_agg(p.name order by p.name) as prompts
    from prompt p join prompt_version v on v.prompt_id = p.id and v.number = p.latest_version
    where p.project_id = ${projectId}::uuid and p.archived_at is null
    group by 1`;
  return new Map(rows.map(({ connection, prompts }) => [connection, prompts]));
}

const LIST_TIMEOUT_MS = 10_000;

/** Asks the provider. `replay` offers what was recorded; a server without a list gives an empty one. */
export async function listModels(
  actor: Actor,
  name: string,
): Promise<{ data: { name: string }[]; nextCursor: null }> {
  authorize(actor, { scope: "prompts:read", role: "editor" });
  const connection = await openConnection(actor.projectId, name);
  const names =
    connection.kind === "replay"
      ? await recordedModels(actor.projectId)
      : await offeredModels(makeProvider(connection, { guard: urlGuard() }));
  return { data: names.map((model) => ({ name: model })), nextCursor: null };
}

async function offeredModels(provider: ReturnType<typeof makeProvider>): Promise<string[]> {
  if (!provider.listModels) return [];
  try {
    return await provider.listModels(AbortSignal.timeout(LIST_TIMEOUT_MS));
  } catch (error) {
    if (!isProviderError(error)) throw error;
    throw new AppError("provider_failed", error.message);
  }
}

async function recordedModels(projectId: string): Promise<string[]> {
  const rows = await db.recording.findMany({
    where: { projectId },
    distinct: ["model"],
    orderBy: { model: "asc" },
    select: { model: true },
    take: 200,
  });
  return rows.map(({ model }) => model);
}

/** Which requests have an answer; the answers themselves are only in an admin's export. */
export async function listRecordings(
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: Recording[]; nextCursor: string | null }> {
  authorize(actor, { scope: "prompts:read" });
  const [after] = parseCursor(cursor);
  if (after !== undefined && !/^[0-9a-f]{64}$/.test(after)) throw wrongCursor();
  const rows = await db.recording.findMany({
    where: {
      projectId: actor.projectId,
      ...(after ? { requestHash: { gt: after } } : {}),
    },
    orderBy: { requestHash: "asc" },
    select: { requestHash: true, model: true, createdAt: true },
    take: limit + 1,
  });
  const data = rows
    .slice(0, limit)
    .map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  const last = data.at(-1);
  return { data, nextCursor: rows.length > limit && last ? cursorOf(last.requestHash) : null };
}
