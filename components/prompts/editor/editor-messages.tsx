"use client";
import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import type { VersionedKind } from "@/lib/prompts/contract";
import { type EditorMessage, freePlaceholder, keyed } from "./editor-content";
import type { DraftDiff } from "./editor-diff";
import { dropPlace, useCardDrag } from "./editor-drag";
import { EditorMessageCard } from "./editor-message-card";
import { messagesClass } from "./frame-class";
import { type MessageListOptions, useMessageList } from "./use-message-list";

interface Props extends MessageListOptions {
  kind: VersionedKind;
  readOnly: boolean;
  tokens: readonly number[] | undefined;
  diff: DraftDiff | null;
  knownVariables: readonly string[];
  /** Below the messages. */
  children?: ReactNode;
}

export function EditorMessages(props: Props) {
  const { kind, messages, readOnly, tokens, diff, knownVariables } = props;
  const { list, opened, focused, news, actions } = useMessageList(props);
  const { drag, handleProps } = useCardDrag(list, actions.moveTo);
  const keys = messages.map(({ key }) => key);
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
          drop={dropPlace(keys, drag, entry.key)}
          isDragged={drag?.key === entry.key}
          handleProps={handleProps(entry.key, index)}
          actions={actions}
        />
      ))}
      {kind === "chat" && !readOnly && <AddButtons messages={messages} onAdd={actions.onAdd} />}
      {props.children}
      <p className="sr-only" aria-live="polite">
        {news}
      </p>
    </section>
  );
}

interface AddButtonsProps {
  messages: readonly EditorMessage[];
  onAdd: (entry: EditorMessage) => void;
}

function AddButtons({ messages, onAdd }: AddButtonsProps) {
  const lastRole = messages.findLast(({ message }) => "role" in message)?.message;
  const nextRole =
    lastRole && "role" in lastRole && lastRole.role === "user" ? "assistant" : "user";
  return (
    <div className="flex gap-2">
      <Button
        size="sm"
        variant="ghost"
        icon={<Plus aria-hidden="true" />}
        onClick={() => onAdd(keyed({ role: nextRole, content: "" }))}
      >
        Message
      </Button>
      <Button
        size="sm"
        variant="ghost"
        icon={<Plus aria-hidden="true" />}
        onClick={() => onAdd(keyed({ placeholder: freePlaceholder(messages) }))}
      >
        Placeholder for history
      </Button>
    </div>
  );
}

/** Where the dragged card would land, as seen from the card `key`. */
