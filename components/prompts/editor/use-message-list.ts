"use client";
import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "@/components/ui/overlays/toast";
import {
  type EditorMessage,
  insertMessage,
  keyed,
  moveMessage,
  replaceMessage,
} from "./editor-content";
import type { MessageActions } from "./editor-message-card";
import type { PromptDraft } from "./prompt-draft";

export interface MessageListOptions {
  messages: readonly EditorMessage[];
  change: PromptDraft["change"];
  onTry: () => void;
  onSave: () => void;
}

interface MessageListActions extends MessageActions {
  moveTo: (key: string, to: number) => void;
  /** Below the last. */
  onAdd: (entry: EditorMessage) => void;
}

/** Few messages are all open; of many the first and the last, which are usually the ones that change. */
function openAtFirst(messages: readonly EditorMessage[]): Set<string> {
  const shown = messages.length <= 3 ? messages : [messages[0], messages.at(-1)];
  return new Set(shown.flatMap((each) => (each ? [each.key] : [])));
}

/** Which messages are open and in focus, what happens to them, and what a screen reader hears of it. */
export function useMessageList({ messages, change, onTry, onSave }: MessageListOptions) {
  const list = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState(() => openAtFirst(messages));
  const [focused, setFocused] = useState<string | null>(null);
  const [news, setNews] = useState("");
  const focusGrip = useRef<string | null>(null);
  const latest = useRef({ messages, onTry, onSave });
  useEffect(() => {
    latest.current = { messages, onTry, onSave };
  });

  // Moving its element takes the focus from the handle; the next step needs it there.
  useEffect(() => {
    if (!focusGrip.current || messages.length === 0) return;
    list.current?.querySelector<HTMLElement>(`[data-grip="${focusGrip.current}"]`)?.focus();
    focusGrip.current = null;
  }, [messages]);

  const actions = useMemo((): MessageListActions => {
    const edit = (next: (before: readonly EditorMessage[]) => readonly EditorMessage[]) =>
      change((before) => {
        const after = next(before.messages);
        return after === before.messages ? before : { ...before, messages: after };
      });
    const moveTo = (key: string, to: number) => {
      edit((before) => moveMessage(before, key, to));
      setNews(`Message moved to position ${to + 1} of ${latest.current.messages.length}.`);
    };
    const insert = (at: number, entry: EditorMessage) => {
      edit((before) => insertMessage(before, at, entry));
      setOpened((before) => new Set(before).add(entry.key));
      setFocused(entry.key);
    };
    const indexOf = (key: string) => latest.current.messages.findIndex((each) => each.key === key);
    return {
      moveTo,
      onAdd: (entry) => insert(Number.POSITIVE_INFINITY, entry),
      onChange: (key, message) => edit((before) => replaceMessage(before, key, message)),
      onMove(key, step) {
        const to = indexOf(key) + step;
        if (to < 0 || to >= latest.current.messages.length) return;
        focusGrip.current = key;
        moveTo(key, to);
      },
      onDuplicate(key) {
        const at = indexOf(key);
        const entry = latest.current.messages[at];
        if (entry) insert(at + 1, keyed(entry.message));
      },
      onRemove(key) {
        const at = indexOf(key);
        const entry = latest.current.messages[at];
        if (!entry) return;
        edit((before) => before.filter((each) => each.key !== key));
        setNews(`Message ${at + 1} removed.`);
        toast(`Message ${at + 1} removed`, {
          action: {
            label: "Undo",
            onClick: () => edit((before) => insertMessage(before, at, entry)),
          },
        });
      },
      onToggle: (key) =>
        setOpened((before) => {
          const next = new Set(before);
          if (next.delete(key)) return next;
          setFocused(key);
          return next.add(key);
        }),
      onTry: () => latest.current.onTry(),
      onSave: () => latest.current.onSave(),
    };
  }, [change]);
  return { list, opened, focused, news, actions };
}
