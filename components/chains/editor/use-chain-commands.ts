"use client";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import type { DraftHandle } from "@/components/prompts/drafts/editor-draft";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import { newRunPath } from "@/lib/prompts/prompt-path";
import type { ChainTryHandle } from "../try/chain-try-pane";
import type { ChainDesk } from "./chain-desk";
import type { EditorChain } from "./editor-chain";

interface CommandOptions {
  desk: ChainDesk;
  draft: DraftHandle<ChainContent, EditorChain>;
}

/** What the editor's buttons and keys do: save, try, run an eval, and change between writing and the diff. */
export function useChainCommands(name: string, { desk, draft }: CommandOptions) {
  const { project, readOnly } = desk;
  const router = useRouter();
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(["write", "diff"]).withDefault("write"),
  );
  const [isSaving, setSaving] = useState(false);
  const tryPane = useRef<ChainTryHandle>(null);
  const hasDraft = draft.save.savedAt !== null || draft.save.status !== "saved";
  const blocked = blockedBy(desk);
  const openSave = () => blocked === undefined && setSaving(true);
  const runEval = async () => {
    const { baseVersion } = draft;
    await draft.saver.flush();
    const what = hasDraft || baseVersion === null ? "draft=true" : `version=${baseVersion}`;
    router.push(`/${project}/${newRunPath(name, what)}`);
  };
  const group = "Editor";
  const commands = [
    { keys: "mod+s", label: "Save version", group, run: openSave },
    {
      ...{ keys: "mod+enter", label: "Try it", group, enabled: !isSaving },
      run: () => tryPane.current?.run(),
    },
    {
      ...{ keys: "mod+shift+enter", label: "Run eval of the draft", group },
      run: () => void runEval(),
      enabled: !isSaving && blocked === undefined,
    },
    {
      ...{ keys: "d", label: "Write or diff", group },
      run: () => void setView(view === "diff" ? "write" : "diff"),
    },
  ];
  useShortcuts(readOnly ? [] : commands);
  return {
    ...{ view, isSaving, setSaving, openSave, blocked, tryPane, hasDraft },
    setView: (next: "write" | "diff") => void setView(next),
    runEval: () => void runEval(),
  };
}

/** What to do before the chain can be saved. */
function blockedBy({ chain, check }: ChainDesk): string | undefined {
  if (chain.steps.length === 0) return "Add a step first";
  const count = check.problems.length;
  return count > 0 ? `Fix the ${count === 1 ? "problem" : "problems"} first` : undefined;
}
