"use client";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import type { TryPaneHandle } from "@/components/prompts/try/try-pane";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { newRunPath } from "@/lib/prompts/prompt-path";
import type { PromptDraft } from "./prompt-draft";

interface CommandOptions {
  draft: PromptDraft;
  readOnly: boolean;
}

/** What the editor's buttons and keys do: save, try, run an eval, and change between writing and the diff. */
export function useEditorCommands(
  project: string,
  name: string,
  { draft, readOnly }: CommandOptions,
) {
  const router = useRouter();
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(["write", "diff"]).withDefault("write"),
  );
  const [isSaving, setSaving] = useState(false);
  const tryPane = useRef<TryPaneHandle>(null);
  const hasDraft = draft.save.savedAt !== null || draft.save.status !== "saved";
  const tryIt = () => tryPane.current?.run();
  const runEval = async () => {
    const { baseVersion } = draft;
    // The first words of a prompt stand here without having been saved by anyone.
    if (!hasDraft && baseVersion === null) draft.saver.change(draft.current(), null);
    await draft.saver.flush();
    const what = hasDraft || baseVersion === null ? "draft=true" : `version=${baseVersion}`;
    router.push(`/${project}/${newRunPath(name, what)}`);
  };
  const commands = [
    { keys: "mod+s", label: "Save version", run: () => setSaving(true) },
    { keys: "mod+enter", label: "Try it", run: tryIt, enabled: !isSaving },
    {
      ...{ keys: "mod+shift+enter", label: "Run eval of the draft", enabled: !isSaving },
      run: () => void runEval(),
    },
    {
      ...{ keys: "d", label: "Write or diff" },
      run: () => void setView(view === "diff" ? "write" : "diff"),
    },
  ];
  useShortcuts(readOnly ? [] : commands.map((command) => ({ ...command, group: "Editor" })));
  return {
    ...{ view, isSaving, setSaving, tryPane, tryIt, hasDraft },
    setView: (next: "write" | "diff") => void setView(next),
    runEval: () => void runEval(),
  };
}
