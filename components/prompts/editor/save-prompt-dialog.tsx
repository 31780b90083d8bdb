"use client";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { SaveVersionDialog } from "@/components/prompts/saving/save-version-dialog";
import type { Prompt } from "@/lib/prompts/contract";
import type { PromptDraft } from "./prompt-draft";
import { usePromptShape } from "./use-prompt-shape";

interface Props {
  project: string;
  prompt: Prompt;
  draft: PromptDraft;
  /** Variables that nothing provides: worth saying, no reason to refuse. */
  unknown: readonly string[];
  onClose: () => void;
  onSaved: (saved: SavedVersion) => void;
}

export default function SavePromptDialog({ unknown, ...props }: Props) {
  const shape = usePromptShape(props.project, props.prompt, unknown);
  return <SaveVersionDialog {...props} shape={shape} />;
}
