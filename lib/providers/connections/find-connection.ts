import "server-only";
import { db, type Tx } from "@/lib/db/client";
import { env } from "@/lib/env";
import { invalid, notFound } from "@/lib/http/app-error";
import { mayReachThisMachine } from "@/lib/http/current-client";
import { ConnectionKind } from "@/lib/providers/contract";
import { requireAllowedUrl, type UrlGuard } from "@/lib/providers/guard/ssrf-guard";
import { isProviderError } from "@/lib/providers/provider-error";
import type { OpenConnection } from "@/lib/providers/sdk/make-provider";
import { openConnectionKey } from "./connection-key";

/** Model servers on this machine are called only while nobody else can reach the app. */
export function urlGuard(): UrlGuard {
  return { allowLoopback: mayReachThisMachine(), allowHosts: env().GALLEY_ALLOWED_HOSTS };
}

/** Refuses an address that may not be called, as bad input. */
export function requireCallableUrl(baseUrl: string): void {
  try {
    requireAllowedUrl(baseUrl, urlGuard());
  } catch (error) {
    if (!isProviderError(error)) throw error;
    throw invalid("baseUrl", error.message);
  }
}

export type ConnectionRow = Awaited<ReturnType<typeof findConnection>>;

/** The connection row that a name means now; 404 in any other project. */
export async function findConnection(tx: Tx, projectId: string, name: string) {
  const row = await tx.connection.findFirst({ where: { projectId, name, removedAt: null } });
  if (!row) throw notFound(`The model connection ${name}`);
  return row;
}

/** The connection of a project with its key in the clear, for calls. */
export async function openConnection(projectId: string, name: string): Promise<OpenConnection> {
  return openRow(await findConnection(db, projectId, name));
}

/** The same of a row that is at hand. */
export function openRow(
  row: Pick<ConnectionRow, "id" | "kind" | "baseUrl" | "encryptedKey">,
): OpenConnection {
  return {
    kind: ConnectionKind.parse(row.kind),
    baseUrl: row.baseUrl,
    apiKey: openConnectionKey(row),
  };
}
