import type * as monacoTypes from "monaco-editor/editor";
import type { Monaco } from "./monaco-type";

export interface TextEditorHandle {
  monaco: Monaco;
  editor: monacoTypes.editor.IStandaloneCodeEditor;
  model: monacoTypes.editor.ITextModel;
}

export interface TextEditorProps {
  value: string;
  onChange?: (value: string) => void;
  ariaLabel: string;
  readOnly?: boolean;
  /** The height follows the text between these many lines. */
  minLines?: number;
  maxLines?: number;
  autoFocus?: boolean;
  /** ⌘↵ */
  onSubmit?: () => void;
  /** ⌘S */
  onSave?: () => void;
  onFocus?: () => void;
  onBlur?: () => void;
}

/** Of the editor below every language's own. */
export interface BaseProps extends TextEditorProps {
  language: "prompt" | "json" | "javascript";
  onReady?: (handle: TextEditorHandle | null) => void;
}
