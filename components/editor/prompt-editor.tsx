"use client";
import { useEffect, useRef, useState } from "react";
import { rangeOf, setPromptInfo } from "./prompt-language";
import { TextEditor } from "./text-editor";
import type { TextEditorHandle, TextEditorProps } from "./text-editor-props";

/** A problem in the text; offsets in UTF-16 code units, `end` exclusive. */
export interface TextProblem {
  start: number;
  end: number;
  message: string;
  severity?: "error" | "warning";
  /** Offered beside the problem: replaces exactly its text. */
  fix?: { title: string; text: string };
}

export interface PromptEditorProps extends TextEditorProps {
  markers?: readonly TextProblem[];
  /** Offered behind `{{`. */
  knownVariables?: readonly string[];
  /** Lines (from 1) with a bar, because they differ from what they are compared with. */
  changedLines?: readonly number[];
  /** Lines (from 1) above which something was taken out. */
  removedAbove?: readonly number[];
}

const noProblems: readonly TextProblem[] = [];
const noNames: readonly string[] = [];
const noLines: readonly number[] = [];

/** How long typing has to rest before a text is looked through: at once, unless it is very long. */
export function markingPauseMs(text: string): number {
  return text.length > 20_000 ? 200 : 0;
}

/** A prompt's text with `{{variables}}` marked, problems underlined and changed lines barred. */
export function PromptEditor(props: PromptEditorProps) {
  const {
    markers = noProblems,
    knownVariables = noNames,
    changedLines = noLines,
    removedAbove = noLines,
    value,
    ...rest
  } = props;
  const [handle, setHandle] = useState<TextEditorHandle | null>(null);
  const collection = useRef<ReturnType<
    TextEditorHandle["editor"]["createDecorationsCollection"]
  > | null>(null);

  useEffect(() => {
    if (!handle) return;
    const fixes = markers.flatMap(({ start, end, fix }) => (fix ? [{ start, end, ...fix }] : []));
    setPromptInfo(handle.model, { knownVariables, fixes });
    return () => setPromptInfo(handle.model, undefined);
  }, [handle, markers, knownVariables]);

  useEffect(() => {
    if (handle) underline(handle, markers);
  }, [handle, markers]);

  useEffect(() => {
    if (!handle) return;
    const decorations = handle.editor.createDecorationsCollection();
    collection.current = decorations;
    return () => decorations.clear();
  }, [handle]);

  useEffect(() => {
    if (!handle) return;
    const mark = () =>
      collection.current?.set([
        ...variableMarks(handle, value, markers),
        ...lineBars(handle, changedLines, "editor-changed-line"),
        ...lineBars(handle, removedAbove, "editor-removed-lines"),
      ]);
    // Marks move with the text as it is typed, so thousands of them need not be made anew at every key.
    const timer = setTimeout(mark, markingPauseMs(value));
    return () => clearTimeout(timer);
  }, [handle, value, markers, changedLines, removedAbove]);

  return <TextEditor language="prompt" value={value} onReady={setHandle} {...rest} />;
}

function underline({ monaco, model }: TextEditorHandle, problems: readonly TextProblem[]) {
  if (model.isDisposed()) return;
  const { MarkerSeverity } = monaco;
  monaco.editor.setModelMarkers(
    model,
    "galley",
    problems.map(({ start, end, message, severity }) => ({
      ...rangeOf(monaco, model, start, end),
      message,
      severity: severity === "warning" ? MarkerSeverity.Warning : MarkerSeverity.Error,
    })),
  );
}

function variableMarks(
  { monaco, model }: TextEditorHandle,
  text: string,
  problems: readonly TextProblem[],
) {
  return Array.from(text.matchAll(/\{\{[^{}\n]*\}\}/g), (match) => {
    const end = match.index + match[0].length;
    const isProblem = problems.some((problem) => problem.start < end && match.index < problem.end);
    return {
      range: rangeOf(monaco, model, match.index, end),
      options: { inlineClassName: isProblem ? "editor-problem" : "editor-variable" },
    };
  });
}

function lineBars({ monaco }: TextEditorHandle, lines: readonly number[], className: string) {
  return lines.map((line) => ({
    range: new monaco.Range(line, 1, line, 1),
    options: { isWholeLine: true, marginClassName: className },
  }));
}
