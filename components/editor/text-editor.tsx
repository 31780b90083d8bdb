"use client";
import type * as monacoTypes from "monaco-editor/editor";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import "./editor.css";
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

interface BaseProps extends TextEditorProps {
  language: "prompt" | "json" | "javascript";
  onReady?: (handle: TextEditorHandle | null) => void;
}

const lineHeight = 20;
const padding = 6;

/**
 * Monaco in a box that grows with its text. Until it has loaded (or where it cannot), a text area
 * of the same place and size takes the typing; text, focus and selection carry over.
 */
export function TextEditor(props: BaseProps) {
  const { value, ariaLabel, readOnly, minLines = 2, maxLines = 30, language, autoFocus } = props;
  const box = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(props);
  // Texts handed out and not yet come back: typing is faster than rendering, and an old text that
  // arrives late must not be taken for a new one from outside.
  const flow = useRef<TextFlow>({ sent: [], isFromOutside: false });
  const [handle, setHandle] = useState<TextEditorHandle | null>(null);
  const [height, setHeight] = useState<number>();
  const hint = useId();
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    let dead = false;
    let dispose = () => {};
    import("./monaco").then(
      ({ monaco }) => {
        if (dead || !box.current) return;
        const created = create(monaco, box.current, language, latest, flow.current, setHeight);
        carryOver(area.current, created);
        dispose = created.dispose;
        setHandle(created);
        latest.current.onReady?.(created);
      },
      // The text area goes on working, so a failed download takes nothing away.
      (error: unknown) => console.warn("The editor could not be loaded.", error),
    );
    return () => {
      dead = true;
      latest.current.onReady?.(null);
      setHandle(null);
      dispose();
    };
  }, [language]);

  useEffect(() => {
    const { sent } = flow.current;
    const echo = sent.indexOf(normal(value));
    sent.splice(0, echo + 1);
    if (echo !== -1 || !handle || handle.model.getValue() === normal(value)) return;
    flow.current.isFromOutside = true;
    replaceText(handle, value);
    flow.current.isFromOutside = false;
  }, [handle, value]);
  useEffect(() => {
    handle?.editor.updateOptions({ readOnly, ariaLabel });
    const input = handle?.editor.getDomNode()?.querySelector("textarea, .native-edit-context");
    input?.setAttribute("aria-describedby", hint);
  }, [handle, readOnly, ariaLabel, hint]);

  const least = minLines * lineHeight + 2 * padding;
  const most = maxLines * lineHeight + 2 * padding;
  return (
    <div
      className="relative bg-surface [&_.monaco-editor]:outline-none"
      style={{ height: handle ? clamp(height ?? least, least, most) : undefined }}
    >
      <div ref={box} style={{ position: "absolute", inset: 0 }} hidden={!handle} />
      {!handle && (
        <textarea
          ref={area}
          className={areaClass}
          value={value}
          aria-label={ariaLabel}
          aria-describedby={hint}
          readOnly={readOnly}
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the caller opened this editor to write in it
          autoFocus={autoFocus}
          rows={clamp(value.split("\n").length, minLines, maxLines)}
          style={{ fieldSizing: "content", minHeight: least, maxHeight: most }}
          onChange={(event) => props.onChange?.(event.target.value)}
          onKeyDown={(event) => handleKeys(event, latest.current)}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
        />
      )}
      <span id={hint} className="sr-only">
        Tab indents. Press Ctrl+M to let Tab move on to the next control.
      </span>
    </div>
  );
}

const areaClass =
  "block resize-none bg-transparent py-1.5 pr-3.5 pl-10 font-mono text-12/5 text-text outline-none wrap-anywhere [tab-size:2]";

type Latest = { current: BaseProps };

interface TextFlow {
  sent: string[];
  isFromOutside: boolean;
}

function create(
  monaco: Monaco,
  box: HTMLDivElement,
  language: BaseProps["language"],
  latest: Latest,
  flow: TextFlow,
  setHeight: (height: number) => void,
): TextEditorHandle & { dispose: () => void } {
  const model = monaco.editor.createModel(latest.current.value, language);
  model.setEOL(monaco.editor.EndOfLineSequence.LF);
  model.updateOptions({ tabSize: 2 });
  box.hidden = false;
  const editor = monaco.editor.create(box, {
    ...editorOptions,
    ...languageOptions[language],
    model,
  });
  const resize = () => setHeight(editor.getContentHeight());
  resize();
  const subscriptions = [
    editor.onDidContentSizeChange(resize),
    editor.onDidFocusEditorWidget(() => latest.current.onFocus?.()),
    editor.onDidBlurEditorWidget(() => latest.current.onBlur?.()),
    editor.onKeyDown(({ browserEvent }) => handleKeys(browserEvent, latest.current)),
    model.onDidChangeContent(() => {
      const text = model.getValue();
      if (flow.isFromOutside) return;
      flow.sent.push(text);
      if (flow.sent.length > 50) flow.sent.shift();
      latest.current.onChange?.(text);
    }),
  ];
  const dispose = () => {
    for (const subscription of subscriptions) subscription.dispose();
    editor.dispose();
    model.dispose();
  };
  return { monaco, editor, model, dispose };
}

function carryOver(area: HTMLTextAreaElement | null, { editor, model, monaco }: TextEditorHandle) {
  if (!area || document.activeElement !== area) return;
  editor.setSelection(
    monaco.Range.fromPositions(
      model.getPositionAt(area.selectionStart),
      model.getPositionAt(area.selectionEnd),
    ),
  );
  editor.focus();
}

/** A value from outside (undo of a conflict, another version) becomes one step that can be undone. */
function replaceText({ editor, model }: TextEditorHandle, value: string) {
  const selection = editor.getSelection();
  model.pushEditOperations(
    [],
    [{ range: model.getFullModelRange(), text: normal(value) }],
    () => null,
  );
  if (selection) editor.setSelection(selection);
}

type Keys = Pick<
  globalThis.KeyboardEvent,
  "key" | "metaKey" | "ctrlKey" | "defaultPrevented" | "preventDefault" | "stopPropagation"
>;

function handleKeys(event: Keys | KeyboardEvent, { onSubmit, onSave }: BaseProps) {
  if (!(event.metaKey || event.ctrlKey)) return;
  const run = event.key === "Enter" ? onSubmit : event.key === "s" ? onSave : undefined;
  if (!run) return;
  // The page may have answered already; Monaco must not also begin a new line.
  const isAnswered = event.defaultPrevented;
  event.preventDefault();
  event.stopPropagation();
  if (!isAnswered) run();
}

function normal(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

const editorOptions: monacoTypes.editor.IStandaloneEditorConstructionOptions = {
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

const languageOptions = {
  prompt: { wordBasedSuggestions: "off", insertSpaces: true },
  javascript: { wordBasedSuggestions: "currentDocument", matchBrackets: "near" },
  json: { quickSuggestions: { strings: true, other: true, comments: false }, formatOnPaste: true },
} satisfies Record<string, monacoTypes.editor.IStandaloneEditorConstructionOptions>;
