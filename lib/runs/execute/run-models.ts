import "server-only";
import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { openConnectionKey } from "@/lib/providers/connection-key";
import { ConnectionKind } from "@/lib/providers/contract";
import { urlGuard } from "@/lib/providers/find-connection";
import { makeProvider } from "@/lib/providers/make-provider";
import type { ModelRequest, ModelResponse, Provider } from "@/lib/providers/provider";
import { requestHash } from "@/lib/providers/replay/request-hash";
import { storableJson } from "./storable";

export interface OpenModel {
  connectionId: string;
  provider: Provider;
}

/** The connections of one project by name, each opened once per shard. */
export function makeRunModels(projectId: string) {
  const opened = new Map<string, Promise<OpenModel | null>>();
  return (name: string): Promise<OpenModel | null> => {
    const model = opened.get(name) ?? openModel(projectId, name);
    opened.set(name, model);
    return model;
  };
}

async function openModel(projectId: string, name: string): Promise<OpenModel | null> {
  const row = await db.connection.findFirst({ where: { projectId, name, removedAt: null } });
  if (!row) return null;
  const provider = makeProvider(
    {
      kind: ConnectionKind.parse(row.kind),
      baseUrl: row.baseUrl,
      apiKey: openConnectionKey(row),
    },
    {
      guard: urlGuard(),
      projectId,
      findRecording: (hash) => findRecording(projectId, hash),
    },
  );
  return { connectionId: row.id, provider };
}

async function findRecording(projectId: string, hash: string): Promise<ModelResponse | null> {
  const row = await db.recording.findUnique({
    where: { projectId_requestHash: { projectId, requestHash: hash } },
  });
  return row ? (row.response as unknown as ModelResponse) : null;
}

/**
 * Answers again what this connection has answered before, and records what it had not. Kept under the
 * request's own hash for `replay` too. Each repeat has its own recording, or repeats would measure nothing.
 */
export function withRecordings(
  { connectionId, provider }: OpenModel,
  { projectId, repeat }: { projectId: string; repeat: number },
): Provider {
  return {
    async complete(request: ModelRequest, options) {
      const plain = requestHash(request);
      const hash = ownHash(connectionId, plain, repeat);
      const recorded = await findRecording(projectId, hash);
      if (recorded) return { ...recorded, recorded: true };
      const response = await provider.complete(request, options);
      const row = { projectId, model: response.model, response: json(storableJson(response)) };
      await db.recording.createMany({
        data: [
          { ...row, requestHash: hash },
          ...(repeat === 1 ? [{ ...row, requestHash: plain }] : []),
        ],
        skipDuplicates: true,
      });
      return response;
    },
  };
}

function ownHash(connectionId: string, hash: string, repeat: number): string {
  return createHash("sha256").update(`${connectionId}|${hash}|${repeat}`).digest("hex");
}
