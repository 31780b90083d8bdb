"use client";
import { useEffect, useMemo, useState } from "react";
import {
  markingPauseMs,
  PromptEditor,
  type PromptEditorProps,
  type TextProblem,
} from "@/components/editor/prompt-editor";
import { diffLines, splitLines } from "@/lib/prompts/diff/diff-lines";
import { isKnownVariable } from "@/lib/prompts/template/list-variables";
import { nearestName } from "@/lib/prompts/template/nearest-name";
import { scanTemplate } from "@/lib/prompts/template/scan-template";

interface MessageTextEditorProps
  extends Omit<PromptEditorProps, "markers" | "changedLines" | "removedAbove"> {
  /** The text that changed lines are told against; without it there are no bars. */
  baseText?: string;
}

/** A message's text: unknown variables and broken braces underlined, lines that differ from the base barred. */
export function MessageTextEditor({ baseText, ...props }: MessageTextEditorProps) {
  const { value, knownVariables } = props;
  const rested = useRested(value);
  const markers = useMemo(() => textProblems(rested, knownVariables), [rested, knownVariables]);
  const bars = useMemo(() => changedBars(baseText, rested), [baseText, rested]);
  return <PromptEditor {...props} {...bars} markers={markers} />;
}

/** The text itself, or of a very long one what it was when typing last paused. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  const pause = markingPauseMs(text);
  useEffect(() => {
    if (pause === 0) return;
    const timer = setTimeout(() => setRested(text), pause);
    return () => clearTimeout(timer);
  }, [text, pause]);
  return pause === 0 ? text : rested;
}

/** What is wrong in one text. Without a list of known names no variable is unknown. */
export function textProblems(text: string, names?: readonly string[]): TextProblem[] {
  const { marks, problems } = scanTemplate(text);
  const broken = problems.map(({ start, end, message }) => ({ start, end, message }));
  if (!names) return broken;
  const unknown = marks
    .filter((mark) => !isKnownVariable(mark.name, names))
    .map(({ name, start, end }): TextProblem => {
      const nearest = nearestName(name, names);
      const message = `Nothing provides “${name}”.`;
      if (!nearest) return { start, end, message };
      const fix = { title: `Change to ${nearest}`, text: `{{${nearest}}}` };
      return { start, end, message: `${message} Did you mean “${nearest}”?`, fix };
    });
  return [...broken, ...unknown];
}

function changedBars(base: string | undefined, text: string) {
  if (base === undefined || base === text) return {};
  const changedLines: number[] = [];
  const removedAbove: number[] = [];
  for (const hunk of diffLines(splitLines(base), splitLines(text))) {
    for (let index = 0; index < hunk.toCount; index += 1) changedLines.push(hunk.toLine + index);
    if (hunk.toCount === 0) removedAbove.push(hunk.toLine);
  }
  return { changedLines, removedAbove };
}
