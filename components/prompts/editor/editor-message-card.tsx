"use client";
import {
  ArrowDown,
  ArrowUp,
  ChevronsDownUp,
  ChevronsUpDown,
  Copy,
  Ellipsis,
  GripVertical,
  Trash2,
} from "lucide-react";
import { type ComponentProps, memo } from "react";
import { TextSummary } from "@/components/editor/text-summary";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { formatCountOf } from "@/lib/format-number";
import type { PromptMessage, WrittenMessage } from "@/lib/prompts/version-contract";
import type { EditorMessage } from "./editor-content";
import type { MessageBase } from "./editor-diff";
import { EditorMessageText } from "./editor-message-text";

const ROLES: WrittenMessage["role"][] = ["system", "user", "assistant", "tool"];

export interface MessageActions {
  onChange: (key: string, message: PromptMessage) => void;
  onMove: (key: string, step: -1 | 1) => void;
  onDuplicate: (key: string) => void;
  onRemove: (key: string) => void;
  onToggle: (key: string) => void;
  onTry: () => void;
  onSave: () => void;
}

interface Props {
  entry: EditorMessage;
  index: number;
  count: number;
  isOpen: boolean;
  readOnly: boolean;
  /** A text prompt: one text, without a role and without company. */
  isOnly: boolean;
  tokens: number | undefined;
  base: MessageBase | undefined;
  known: readonly string[];
  shouldFocus: boolean;
  drop: "above" | "below" | null;
  isDragged: boolean;
  handleProps: ComponentProps<"button">;
  actions: MessageActions;
}

export const EditorMessageCard = memo(function EditorMessageCard(props: Props) {
  const { entry, index, isOpen, readOnly, isOnly, tokens, base, actions } = props;
  const { key, message } = entry;
  const name = "placeholder" in message ? "placeholder" : message.role;
  return (
    <article
      className={cn(
        "msg",
        props.drop === "above" && "drop-above",
        props.drop === "below" && "drop-below",
        props.isDragged && "is-dragged",
      )}
      data-message={key}
      aria-label={isOnly ? "Text" : `Message ${index + 1}, ${name}`}
    >
      <header className="msg-head">
        {!isOnly && !readOnly && <Grip {...props} name={name} />}
        <Head {...props} />
        {base && base.change !== "same" && (
          <Badge>{base.change === "changed" ? "changed" : base.change}</Badge>
        )}
        {"content" in message && !isOpen && (
          <button
            type="button"
            className="summary"
            aria-label={`Open message ${index + 1}`}
            onClick={() => actions.onToggle(key)}
          >
            <TextSummary text={message.content} />
          </button>
        )}
        {"content" in message && (
          <span className="text-text-3 tabular-nums whitespace-nowrap ml-auto">
            {tokens === undefined ? "" : formatCountOf(tokens, "token")}
          </span>
        )}
        {!isOnly && !readOnly && <More {...props} />}
        {!isOnly && readOnly && "content" in message && (
          <IconButton
            label={isOpen ? "Collapse" : "Open"}
            icon={isOpen ? <ChevronsDownUp /> : <ChevronsUpDown />}
            onClick={() => actions.onToggle(key)}
          />
        )}
      </header>
      {"content" in message && isOpen && (
        <EditorMessageText
          value={message.content}
          baseText={base?.text}
          knownVariables={props.known}
          readOnly={readOnly}
          minLines={isOnly ? 12 : 1}
          maxLines={isOnly ? 40 : 14}
          autoFocus={props.shouldFocus}
          ariaLabel={isOnly ? "Text" : `Text of message ${index + 1}, ${name}`}
          onChange={(content) => actions.onChange(key, { ...message, content })}
          onSubmit={actions.onTry}
          onSave={actions.onSave}
        />
      )}
    </article>
  );
});

function Grip({ entry, index, count, handleProps, actions, name }: Props & { name: string }) {
  return (
    <button
      type="button"
      className="btn-icon grip"
      data-grip={entry.key}
      aria-label={`Move message ${index + 1} of ${count}, ${name}`}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      title="Drag, or Alt+↑ / Alt+↓"
      onKeyDown={(event) => {
        if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
        event.preventDefault();
        actions.onMove(entry.key, event.key === "ArrowUp" ? -1 : 1);
      }}
      {...handleProps}
    >
      <GripVertical className="size-3.5" aria-hidden="true" />
    </button>
  );
}

function Head({ entry, index, isOnly, readOnly, actions }: Props) {
  const { key, message } = entry;
  if ("placeholder" in message) {
    return (
      <>
        <span className="role">placeholder</span>
        <Input
          size="sm"
          mono
          className="w-40"
          aria-label={`Name of the placeholder, message ${index + 1}`}
          value={message.placeholder}
          readOnly={readOnly}
          onChange={(event) => actions.onChange(key, { placeholder: event.target.value })}
        />
        <span className="text-text-3 truncate">the messages given under this name go here</span>
        <span className="ml-auto" />
      </>
    );
  }
  if (isOnly) return <span className="role px-1">text</span>;
  if (readOnly) return <span className="role px-1">{message.role}</span>;
  return (
    <select
      className="role-select"
      aria-label={`Role of message ${index + 1}`}
      value={message.role}
      onChange={(event) => {
        const role = ROLES.find((each) => each === event.target.value);
        if (role) actions.onChange(key, { ...message, role });
      }}
    >
      {ROLES.map((role) => (
        <option key={role}>{role}</option>
      ))}
    </select>
  );
}

function More({ entry: { key, message }, index, count, isOpen, actions }: Props) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label={`More for message ${index + 1}`}
          icon={<Ellipsis className="size-3.5" aria-hidden="true" />}
        />
      }
      items={[
        ...("content" in message
          ? [
              {
                label: isOpen ? "Collapse" : "Open",
                icon: isOpen ? <ChevronsDownUp /> : <ChevronsUpDown />,
                onSelect: () => actions.onToggle(key),
              },
            ]
          : []),
        {
          label: "Move up",
          hint: "⌥↑",
          icon: <ArrowUp />,
          disabled: index === 0,
          onSelect: () => actions.onMove(key, -1),
        },
        {
          label: "Move down",
          hint: "⌥↓",
          icon: <ArrowDown />,
          disabled: index === count - 1,
          onSelect: () => actions.onMove(key, 1),
        },
        ...("content" in message
          ? [{ label: "Duplicate", icon: <Copy />, onSelect: () => actions.onDuplicate(key) }]
          : []),
        { separator: true } as const,
        {
          label: "Remove",
          icon: <Trash2 />,
          danger: true,
          onSelect: () => actions.onRemove(key),
        },
      ]}
    />
  );
}
