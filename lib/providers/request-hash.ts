import { createHash } from "node:crypto";
import type { ModelRequest } from "./provider";

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

/** JSON with sorted keys and without undefined members: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  }
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
