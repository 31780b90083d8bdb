"use client";
import { TextEditor, type TextEditorProps } from "./text-editor";

/** JavaScript, coloured. */
export function CodeEditor(props: TextEditorProps) {
  return <TextEditor language="javascript" {...props} />;
}
