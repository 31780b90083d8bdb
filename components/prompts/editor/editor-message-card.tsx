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
import { IconButton, iconButtonClass } from "@/components/ui/controls/icon-button";
import { Input } from "@/components/ui/controls/input";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { messageHeadClass, roleClass } from "@/components/ui/text/message-class";
import { formatCountOf } from "@/lib/format-number";
import type { PromptMessage, WrittenMessage } from "@/lib/prompts/version-contract";
import type { EditorMessage } from "./editor-content";
import type { MessageBase } from "./editor-diff";
import { EditorMessageText } from "./editor-message-text";
import { messageClass } from "./frame-class";

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
  knownVariables: readonly string[];
  shouldFocus: boolean;
  drop: "above" | "below" | null;
  isDragged: boolean;
  handleProps: ComponentProps<"button">;
  actions: MessageActions;
}

/** A line where the dragged message would come to stand. */
const dropClass = {
  above: "before:absolute before:inset-x-0 before:-top-1.5 before:h-0.5 before:bg-accent",
  below: "after:absolute after:inset-x-0 after:-bottom-1.5 after:h-0.5 after:bg-accent",
};

const roleSelectClass = cn(
  roleClass,
  "field-sizing-content w-auto cursor-pointer appearance-none rounded-sm bg-(image:--chevron) bg-right bg-size-[14px] bg-no-repeat py-1 pr-4.5 pl-1 *:bg-surface *:text-text",
);

export const EditorMessageCard = memo(function EditorMessageCard(props: Props) {
  const { entry, index, isOpen, readOnly, isOnly, tokens, base, actions } = props;
  const { key, message } = entry;
  const name = "placeholder" in message ? "placeholder" : message.role;
  const isWritten = "content" in message && isOpen;
  return (
    <article
      className={cn(
        messageClass,
        props.drop && dropClass[props.drop],
        props.isDragged && "opacity-55",
      )}
      data-card={key}
      aria-label={isOnly ? "Text" : `Message ${index + 1}, ${name}`}
    >
      <header
        className={cn(
          messageHeadClass({ size: "edit", folded: !isWritten }),
          isWritten ? "rounded-t" : "rounded",
        )}
      >
        {!isOnly && !readOnly && <Grip {...props} name={name} />}
        <Head {...props} />
        {base && base.change !== "same" && (
          <Badge>{base.change === "changed" ? "changed" : base.change}</Badge>
        )}
        {"content" in message && !isOpen && (
          <button
            type="button"
            className="flex min-w-0 flex-1 cursor-text p-1 text-left"
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
            size="sm"
            label={isOpen ? "Collapse" : "Open"}
            icon={isOpen ? <ChevronsDownUp /> : <ChevronsUpDown />}
            onClick={() => actions.onToggle(key)}
          />
        )}
      </header>
      {isWritten && (
        <div className="overflow-hidden rounded-b">
          <EditorMessageText
            value={message.content}
            baseText={base?.text}
            knownVariables={props.knownVariables}
            readOnly={readOnly}
            minLines={isOnly ? 12 : 1}
            maxLines={isOnly ? 40 : 14}
            autoFocus={props.shouldFocus}
            ariaLabel={isOnly ? "Text" : `Text of message ${index + 1}, ${name}`}
            onChange={(content) => actions.onChange(key, { ...message, content })}
            onSubmit={actions.onTry}
            onSave={actions.onSave}
          />
        </div>
      )}
    </article>
  );
});

function Grip({ entry, index, count, handleProps, actions, name }: Props & { name: string }) {
  return (
    <button
      type="button"
      className={cn(iconButtonClass({ size: "sm" }), "cursor-grab touch-none")}
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
        <span className={roleClass}>placeholder</span>
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
  if (isOnly) return <span className={cn(roleClass, "px-1")}>text</span>;
  if (readOnly) return <span className={cn(roleClass, "px-1")}>{message.role}</span>;
  return (
    <select
      className={roleSelectClass}
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
          size="sm"
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
