import type { VersionContent } from "@/lib/prompts/version-contract";

/** The content of a prompt's version, or of a draft. */
export interface PromptTarget {
  kind: "prompt";
  content: VersionContent;
}

/** What an execution executes. */
export type Target = PromptTarget;
