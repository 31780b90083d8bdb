import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ChainContent } from "./chain/chain-content";
import type { VersionContent } from "./version-contract";
import type { VersionedContent } from "./versioned-content";

/**
 * SHA-256 (hex) of what a version holds: messages, model, settings, tools, output schema, retrieval
 * and the application's config. Message, ticket, author and number are not part of it; neither is the order of
 * keys, nor whether an empty list of tools is written down.
 */
export function contentHash(content: VersionContent): string {
  const { messages, model, settings, tools, outputSchema, retrieval, config } = content;
  return hashJson({
    messages,
    model,
    settings,
    tools: tools?.length ? tools : undefined,
    outputSchema,
    retrieval,
    config,
  });
}

/** SHA-256 (hex) of a chain's steps, inputs and output. Versions that it pins never change, so their numbers say all. */
export const chainHash = (chain: ChainContent): string => hashJson({ chain });

/** The same of either kind. */
export const hashOf = (target: VersionedContent): string =>
  target.kind === "prompt" ? contentHash(target.content) : chainHash(target.content);

const hashJson = (value: unknown) =>
  createHash("sha256").update(canonicalJson(value)).digest("hex");
