import "server-only";
import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import { json } from "@/lib/db/json";
import { storableJson } from "@/lib/db/storable";
import type { ModelRequest } from "@/lib/providers/provider";
import { findRecording } from "@/lib/providers/replay/find-recording";
import { toRecorded } from "@/lib/providers/replay/recorded-response";
import { requestHash } from "@/lib/providers/replay/request-hash";
import type { FindModel, OpenModel } from "./open-models";

/** Where answers are recorded, and which of several to the same request is meant. */
export interface Recordings {
  projectId: string;
  /** From 1. */
  repeat: number;
}

/** The same connections; each answers again what it has answered before, without a call. */
export function withRecordings(models: FindModel, recordings: Recordings): FindModel {
  return async (name) => {
    const model = await models(name);
    return model && recorded(model, recordings);
  };
}

/**
 * Answers again what this connection has answered before, and records what it had not. Kept under the
 * request's own hash for `replay` too. Each repeat has its own recording, or repeats would measure nothing.
 */
function recorded(model: OpenModel, { projectId, repeat }: Recordings): OpenModel {
  const { connectionId, provider } = model;
  return {
    ...model,
    provider: {
      async complete(request: ModelRequest, options) {
        const plain = requestHash(request);
        const hash = ownHash(connectionId, plain, repeat);
        const recording = await findRecording(projectId, hash);
        if (recording) return recording;
        const response = await provider.complete(request, options);
        const row = {
          projectId,
          model: response.model,
          response: json(storableJson(toRecorded(response))),
        };
        await db.recording.createMany({
          data: [
            { ...row, requestHash: hash },
            ...(repeat === 1 ? [{ ...row, requestHash: plain }] : []),
          ],
          skipDuplicates: true,
        });
        return response;
      },
    },
  };
}

function ownHash(connectionId: string, hash: string, repeat: number): string {
  return createHash("sha256").update(`${connectionId}|${hash}|${repeat}`).digest("hex");
}
