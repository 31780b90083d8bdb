"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import type { Version } from "@/lib/prompts/version-contract";
import type { EditorContent } from "./editor-content";
import { knownNames, variableRows } from "./editor-names";

interface Providers {
  /** The set whose cases are tried. */
  evalSet: string | null;
  /** The version that the draft begins from. */
  base: Version | undefined;
}

/** The variables of what is written, and who provides them: an eval set or else a version. */
export function useEditorVariables(
  project: string,
  editor: EditorContent,
  { evalSet, base }: Providers,
) {
  const { data: set } = useQuery({
    ...evalSetQueries.detail(project, evalSet ?? ""),
    enabled: evalSet !== null,
  });
  const messages = useMemo(() => editor.messages.map(({ message }) => message), [editor]);
  const provided = set && set.variables.length > 0 ? set.variables : undefined;
  const names = useMemo(
    () => knownNames(messages, provided, base?.variables ?? []),
    [messages, provided, base],
  );
  const rows = useMemo(() => variableRows(messages, names), [messages, names]);
  return { names, rows, source: provided ? evalSet : base ? `v${base.number}` : null };
}
