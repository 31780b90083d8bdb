"use client";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useTrySource } from "@/components/prompts/try/try-source";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { useDraftDiff } from "./editor-diff";
import type { PromptDraft } from "./prompt-draft";
import { useEditorSize } from "./use-editor-size";
import { useEditorVariables } from "./use-editor-variables";

interface Place {
  project: string;
  prompt: Prompt;
  draft: PromptDraft;
  readOnly: boolean;
}

/** The draft with the version it comes from, and what follows from both: difference, variables, size. */
export function usePromptDesk({ project, prompt, draft, readOnly }: Place) {
  const { editor, baseVersion } = draft;
  const { data: base } = useQuery({
    ...promptQueries.version(project, prompt.name, baseVersion ?? 0),
    enabled: baseVersion !== null,
  });
  const diff = useDraftDiff(editor, base);
  const source = useTrySource(project, prompt, !readOnly);
  const deferredEditor = useDeferredValue(editor);
  const variables = useEditorVariables(project, deferredEditor, { evalSet: source.evalSet, base });
  const sizes = useEditorSize(project, editor, base);
  return {
    ...{ project, prompt, draft, readOnly },
    ...{ base, diff, source, deferredEditor, variables, sizes },
  };
}

/** What every part of the editor works on. */
export type PromptDesk = ReturnType<typeof usePromptDesk>;
