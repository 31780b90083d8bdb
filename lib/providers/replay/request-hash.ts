import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ModelRequest } from "@/lib/providers/provider";

/**
 * SHA-256 (hexadecimal) of everything that decides the answer: model, messages, settings, tools,
 * output schema. The order of keys does not count, an absent part equals an empty one. The
 * connection is not in it, so that a recording serves any connection; a cache adds its own.
 */
export function requestHash(request: ModelRequest): string {
  const parts = {
    model: request.model,
    messages: request.messages,
    settings: request.settings,
    tools: request.tools?.length ? request.tools : undefined,
    outputSchema: request.outputSchema,
  };
  return createHash("sha256").update(canonicalJson(parts)).digest("hex");
}

/** Of several answers to one request each has a hash of its own; the first has the request's. */
export const repeatHash = (hash: string, repeat: number): string =>
  repeat === 1 ? hash : createHash("sha256").update(`${hash}|${repeat}`).digest("hex");
