import "server-only";
import { db } from "@/lib/db/client";
import { openRow, urlGuard } from "@/lib/providers/connections/find-connection";
import type { Provider } from "@/lib/providers/provider";
import { findRecording } from "@/lib/providers/replay/find-recording";
import { repeatHash } from "@/lib/providers/replay/request-hash";
import { makeProvider } from "@/lib/providers/sdk/make-provider";
import { withRateLimits } from "./with-rate-limits";

/** A connection that can be called. */
export interface OpenModel {
  connectionId: string;
  /** The connection's name. */
  connection: string;
  provider: Pick<Provider, "complete" | "embed">;
}

/** The connection of this name; null when the project has none. */
export type FindModel = (connection: string) => Promise<OpenModel | null>;

/**
 * The connections of one project, each opened once. Recorded answers are those of this repeat: who asks twice must
 * not read one recording twice.
 */
export function openModels(projectId: string, repeat = 1): FindModel {
  const models = new Map<string, Promise<OpenModel | null>>();
  return (name) => {
    const model = models.get(name) ?? openModel(projectId, name, repeat);
    models.set(name, model);
    return model;
  };
}

async function openModel(
  projectId: string,
  name: string,
  repeat: number,
): Promise<OpenModel | null> {
  const row = await db.connection.findFirst({ where: { projectId, name, removedAt: null } });
  if (!row) return null;
  const provider = makeProvider(openRow(row), {
    guard: urlGuard(),
    projectId,
    findRecording: (hash) => findRecording(projectId, repeatHash(hash, repeat)),
  });
  return {
    connectionId: row.id,
    connection: name,
    provider: withRateLimits(provider, row.id, row),
  };
}
