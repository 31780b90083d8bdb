"use client";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { editorOptions, languageOptions } from "./monaco-options";
import type { Monaco } from "./monaco-type";
import type { BaseProps, TextEditorHandle } from "./text-editor-props";

/** Loads Monaco into a box in place of a text area, and keeps its text and options those of the props. */
export function useMonaco(props: BaseProps, hint: string) {
  const { value, ariaLabel, readOnly, language } = props;
  const box = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(props);
  // Texts handed out and not yet come back: typing is faster than rendering, and an old text that
  // arrives late must not be taken for a new one from outside.
  const flow = useRef<TextFlow>({ sent: [], isFromOutside: false });
  const [handle, setHandle] = useState<TextEditorHandle | null>(null);
  const [height, setHeight] = useState<number>();
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
  return { box, area, handle, height };
}

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

/** The keys that the page hears of. */
export function handleKeys(event: Keys | KeyboardEvent, { onSubmit, onSave }: BaseProps) {
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
