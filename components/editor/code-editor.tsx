"use client";
import { TextEditor } from "./text-editor";
import type { TextEditorProps } from "./text-editor-props";

/** JavaScript, coloured. */
export function CodeEditor(props: TextEditorProps) {
  return <TextEditor language="javascript" {...props} />;
}
