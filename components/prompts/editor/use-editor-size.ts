"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { bareContent } from "@/lib/prompts/bare-content";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version } from "@/lib/prompts/version-contract";
import { type EditorContent, toContent } from "./editor-content";

const SIZE_PAUSE_MS = 700;

/** Tokens and cost of the draft, once its author pauses, and of the version that it begins from. */
export function useEditorSize(project: string, editor: EditorContent, base: Version | undefined) {
  const measured = usePaused(editor, SIZE_PAUSE_MS);
  const measuredContent = useMemo(() => toContent(measured), [measured]);
  const { data: size } = useQuery({
    ...promptQueries.size(project, measuredContent),
    enabled: editor.model.name.trim() !== "",
    placeholderData: (before) => before,
  });
  const baseContent = useMemo(() => base && bareContent(base), [base]);
  const { data: baseSize } = useQuery({
    ...promptQueries.size(project, baseContent ?? measuredContent),
    enabled: baseContent !== undefined,
  });
  return { size, baseSize };
}

function usePaused<T>(value: T, ms: number): T {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return paused;
}
