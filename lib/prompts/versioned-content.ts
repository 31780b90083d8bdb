import type { ModelRef } from "@/lib/providers/contract";
import { VersionContent } from "./version-contract";

/** A prompt's messages with their model and settings. */
export interface PromptContent {
  kind: "prompt";
  content: VersionContent;
}

/**
 * What has versions, which are evaluated, reviewed and released. Whoever asks about it by the functions
 * below need not know which kind it is.
 */
export type VersionedContent = PromptContent;

export const promptContent = (content: VersionContent): PromptContent => ({
  kind: "prompt",
  content,
});

/** Out of what a run keeps of the version or draft that it runs. */
export const parseStoredContent = (stored: unknown): VersionedContent =>
  promptContent(VersionContent.parse(stored));

/** The model that gives the answer. */
export const modelOf = ({ content }: VersionedContent): ModelRef => content.model;

/** The tools that it declares; null without any. */
export const toolsOf = ({ content }: VersionedContent) => content.tools ?? null;

/** The JSON Schema that its answers follow; null when they follow none. */
export const outputSchemaOf = ({ content }: VersionedContent) => content.outputSchema ?? null;
