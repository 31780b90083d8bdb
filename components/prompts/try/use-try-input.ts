"use client";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { type EditorContent, toContent } from "@/components/prompts/editor/editor-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { shownVersion } from "@/lib/prompts/shown-version";
import type { TryPromptInput } from "@/lib/runs/try/try-contract";
import { lacking, shownValue, type TryField, tryFields, typedInput } from "./try-input";
import type { TryMode, TrySource } from "./try-source";

interface Draft {
  editor: EditorContent;
  source: TrySource;
}

/** The values that both versions are tried on, and the version beside the draft. */
export function useTryInput(project: string, prompt: Prompt, { editor, source }: Draft) {
  const requested = Number(useSearchParams().get("compare"));
  const isSaved = requested > 0 && requested <= (prompt.latestVersion ?? 0);
  const [compared, setCompared] = useState<number | null>(
    isSaved ? requested : (shownVersion(prompt)?.version ?? prompt.latestVersion),
  );
  const [values, setValues] = useState<Record<string, string>>({});
  const content = useMemo(() => toContent(editor), [editor]);
  const { data: version } = useQuery({
    ...promptQueries.version(project, prompt.name, compared ?? 0),
    enabled: compared !== null,
  });
  const allFields = useMemo(
    () => tryFields(content.messages, version?.messages ?? []),
    [content, version],
  );
  const mode: TryMode = source.mode === "case" && source.evalSet ? "case" : "text";
  const fields = mode === "case" && source.case ? lacking(allFields, source.case.input) : allFields;
  return {
    ...{ mode, fields, values, content, compared, setCompared },
    body: bodyOf(mode, source, fields, values),
    canRun: source.mode === "text" || (mode === "case" && source.case !== null),
    setValue: (name: string, value: string) =>
      setValues((before) => ({ ...before, [name]: value })),
    /** Free text begins with the values of the case that was shown. */
    setMode(next: TryMode) {
      if (next === "text" && mode === "case" && source.case) {
        const entries = Object.entries(source.case.input);
        setValues(Object.fromEntries(entries.map(([name, value]) => [name, shownValue(value)])));
      }
      source.setMode(next);
    },
  };
}

export type TryInput = ReturnType<typeof useTryInput>;

function bodyOf(
  mode: TryMode,
  source: TrySource,
  fields: readonly TryField[],
  values: Readonly<Record<string, string>>,
): Pick<TryPromptInput, "variables" | "history" | "case"> {
  const typed = typedInput(fields, values);
  if (mode === "case" && source.evalSet && source.case)
    return { ...typed, case: { evalSet: source.evalSet, caseId: source.case.caseId } };
  return typed;
}
