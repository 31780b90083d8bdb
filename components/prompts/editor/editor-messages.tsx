"use client";
import { Plus } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { toast } from "@/components/ui/overlays/toast";
import type { VersionedKind } from "@/lib/prompts/contract";
import {
  type EditorMessage,
  freePlaceholder,
  insertMessage,
  keyed,
  moveMessage,
  replaceMessage,
} from "./editor-content";
import type { DraftDiff } from "./editor-diff";
import { useCardDrag } from "./editor-drag";
import { EditorMessageCard, type MessageActions } from "./editor-message-card";
import { messagesClass } from "./frame-class";
import type { PromptDraft } from "./prompt-draft";

interface Props {
  kind: VersionedKind;
  messages: readonly EditorMessage[];
  change: PromptDraft["change"];
  readOnly: boolean;
  tokens: readonly number[] | undefined;
  diff: DraftDiff | null;
  knownVariables: readonly string[];
  onTry: () => void;
  onSave: () => void;
  /** Below the messages. */
  children?: ReactNode;
}

/** Few messages are all open; of many the first and the last, which are usually the ones that change. */
function openAtFirst(messages: readonly EditorMessage[]): Set<string> {
  const shown = messages.length <= 3 ? messages : [messages[0], messages.at(-1)];
  return new Set(shown.flatMap((each) => (each ? [each.key] : [])));
}

export function EditorMessages(props: Props) {
  const { kind, messages, change, readOnly, tokens, diff, knownVariables, onTry, onSave } = props;
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

  const actions = useMemo((): MessageActions & { moveTo: (key: string, to: number) => void } => {
    const edit = (next: (before: readonly EditorMessage[]) => readonly EditorMessage[]) =>
      change((before) => {
        const after = next(before.messages);
        return after === before.messages ? before : { ...before, messages: after };
      });
    const moveTo = (key: string, to: number) => {
      edit((before) => moveMessage(before, key, to));
      setNews(`Message moved to position ${to + 1} of ${latest.current.messages.length}.`);
    };
    const add = (at: number, entry: EditorMessage) => {
      edit((before) => insertMessage(before, at, entry));
      setOpened((before) => new Set(before).add(entry.key));
      setFocused(entry.key);
    };
    const indexOf = (key: string) => latest.current.messages.findIndex((each) => each.key === key);
    return {
      moveTo,
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
        if (entry) add(at + 1, keyed(entry.message));
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
  const { drag, handleProps } = useCardDrag(list, actions.moveTo);

  const add = (entry: EditorMessage) => {
    change((before) => ({ ...before, messages: [...before.messages, entry] }));
    setOpened((before) => new Set(before).add(entry.key));
    setFocused(entry.key);
  };
  const lastRole = messages.findLast(({ message }) => "role" in message)?.message;
  const nextRole =
    lastRole && "role" in lastRole && lastRole.role === "user" ? "assistant" : "user";
  const others = drag ? messages.filter(({ key }) => key !== drag.key) : [];
  const from = drag ? messages.findIndex(({ key }) => key === drag.key) : -1;
  const dropOf = (key: string) => {
    if (!drag || drag.to === from) return null;
    if (others[drag.to]?.key === key) return "above";
    return drag.to === others.length && others.at(-1)?.key === key ? "below" : null;
  };
  return (
    <section className={messagesClass} aria-label="Messages" ref={list}>
      {messages.map((entry, index) => (
        <EditorMessageCard
          key={entry.key}
          entry={entry}
          index={index}
          count={messages.length}
          isOpen={opened.has(entry.key)}
          isOnly={kind === "text"}
          readOnly={readOnly}
          tokens={tokens?.[index]}
          base={diff?.byKey.get(entry.key)}
          knownVariables={knownVariables}
          shouldFocus={focused === entry.key}
          drop={dropOf(entry.key)}
          isDragged={drag?.key === entry.key}
          handleProps={handleProps(entry.key, index)}
          actions={actions}
        />
      ))}
      {kind === "chat" && !readOnly && (
        <div className="flex gap-2">
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus aria-hidden="true" />}
            onClick={() => add(keyed({ role: nextRole, content: "" }))}
          >
            Message
          </Button>
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus aria-hidden="true" />}
            onClick={() => add(keyed({ placeholder: freePlaceholder(messages) }))}
          >
            Placeholder for history
          </Button>
        </div>
      )}
      {props.children}
      <p className="sr-only" aria-live="polite">
        {news}
      </p>
    </section>
  );
}
