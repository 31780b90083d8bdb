import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { VersionContent } from "./version-contract";

/**
 * SHA-256 (hex) of what a version holds: messages, model, settings, tools, output schema, retrieval
 * and the application's config. Message, ticket, author and number are not part of it; neither is the order of
 * keys, nor whether an empty list of tools is written down.
 */
export function contentHash(content: VersionContent): string {
  const { messages, model, settings, tools, outputSchema, retrieval, config } = content;
  const canonical = canonicalJson({
    messages,
    model,
    settings,
    tools: tools?.length ? tools : undefined,
    outputSchema,
    retrieval,
    config,
  });
  return createHash("sha256").update(canonical).digest("hex");
}
