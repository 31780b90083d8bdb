"use client";
import { useState } from "react";
import type { ImportRequest } from "@/lib/eval-sets/hooks";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { useCreatePromptWithVersions } from "@/lib/prompts/hooks";

const OWN_MODEL = { provider: "local", name: "baseline" };

/** Creates the prompts of a promptfoo file as versions of a new prompt, when somebody asks for it. */
export function usePromptImport(project: string, providers: ImportRequest["providers"]) {
  const [isWanted, setIsWanted] = useState(false);
  const [name, setName] = useState("");
  const creation = useCreatePromptWithVersions(project);

  /** Whether all that was asked for is there. */
  async function create({ promptfoo }: ImportReport): Promise<boolean> {
    const usable = promptfoo?.prompts.filter(({ problem }) => problem === null) ?? [];
    if (!isWanted || usable.length === 0) return true;
    const { id } = promptfoo?.providers.find(({ uses }) => uses.includes("prompt")) ?? {};
    const model = (id === undefined ? undefined : providers[id]) ?? OWN_MODEL;
    const versions = usable.map(({ label, messages }) => ({
      messages,
      model,
      settings: {},
      commitMessage: `Import “${label}” from promptfoo`,
    }));
    const prompt = { name: name.trim(), kind: "chat" as const };
    const isDone = await creation.mutateAsync({ prompt, versions }).then(
      () => true,
      () => false,
    );
    if (isDone) setIsWanted(false);
    return isDone;
  }

  return {
    isWanted,
    setIsWanted,
    name,
    setName,
    error: creation.error?.message ?? null,
    isPending: creation.isPending,
    create,
  };
}

export type PromptImport = ReturnType<typeof usePromptImport>;
