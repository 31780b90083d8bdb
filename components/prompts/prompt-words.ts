import type { VersionedKind } from "@/lib/prompts/contract";
import type { ModelSettings } from "@/lib/providers/contract";

/** What people call it in a sentence. */
export const nounOf = (kind: VersionedKind): string => (kind === "chain" ? "chain" : "prompt");

const WORDS: Record<string, string> = {
  maxOutputTokens: "max tokens",
  topP: "top-p",
  topK: "top-k",
  frequencyPenalty: "frequency penalty",
  presencePenalty: "presence penalty",
};

/** `["max tokens", "400"]` for each setting that is set. */
export function describeSettings(settings: ModelSettings): [string, string][] {
  return Object.entries(settings).map(([name, value]) => [
    WORDS[name] ?? name,
    Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join(", ") : String(value),
  ]);
}
