"use client";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { SaveVersionDialog } from "@/components/prompts/saving/save-version-dialog";
import type { Prompt } from "@/lib/prompts/contract";
import type { ChainDraftHandle } from "./chain-draft";
import { useChainShape } from "./use-chain-shape";

interface Props {
  project: string;
  prompt: Prompt;
  draft: ChainDraftHandle;
  onClose: () => void;
  onSaved: (saved: SavedVersion) => void;
}

export default function SaveChainDialog(props: Props) {
  const shape = useChainShape(props.project, props.prompt.name);
  return <SaveVersionDialog {...props} shape={shape} />;
}
