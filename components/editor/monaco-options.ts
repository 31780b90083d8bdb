import type * as monacoTypes from "monaco-editor/editor";

export const lineHeight = 20;
export const padding = 6;

export const editorOptions: monacoTypes.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontFamily: "var(--font-stack-mono)",
  fontSize: 12,
  lineHeight,
  padding: { top: padding, bottom: padding },
  minimap: { enabled: false },
  wordWrap: "on",
  wrappingIndent: "same",
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 18,
  glyphMargin: false,
  folding: false,
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, useShadows: false },
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  occurrencesHighlight: "off",
  selectionHighlight: false,
  guides: { indentation: false },
  matchBrackets: "never",
  unicodeHighlight: { ambiguousCharacters: false },
  quickSuggestions: false,
  contextmenu: false,
  stickyScroll: { enabled: false },
  fixedOverflowWidgets: true,
  links: false,
};

export const languageOptions = {
  prompt: { wordBasedSuggestions: "off", insertSpaces: true },
  javascript: { wordBasedSuggestions: "currentDocument", matchBrackets: "near" },
  json: { quickSuggestions: { strings: true, other: true, comments: false }, formatOnPaste: true },
} satisfies Record<string, monacoTypes.editor.IStandaloneEditorConstructionOptions>;
