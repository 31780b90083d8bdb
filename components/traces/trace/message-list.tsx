"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { CodeBlock, prettyJson } from "@/components/ui/text/code-block";
import { codeClass, variableClass } from "@/components/ui/text/code-class";
import { messageHeadClass, roleClass } from "@/components/ui/text/message-class";
import { formatCount } from "@/lib/format-number";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import { markVariables } from "./mark-variables";
import { type ShownMessage, shownText } from "./shown-messages";

interface MessageListProps {
  messages: readonly ShownMessage[];
  /** The version's messages, to mark in the text what was filled in. */
  template?: readonly PromptMessage[];
  /** `v6`, for what is said beside a message. */
  versionLabel?: string | null;
  /** Beside the head of the last message: tokens, how it ended. */
  note?: ReactNode;
}

const FOLD_FROM = 8;
/** What stands last is what this request was about; before it are the version's own examples. */
const LAST = 3;

/** Messages as they were sent. The system's stay closed: they are the version's, which has its own page. */
export function MessageList({ messages, template, versionLabel, note }: MessageListProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const isLong = messages.length > FOLD_FROM;
  const hidden = isLong && !isUnfolded ? messages.length - LAST - 1 : 0;
  return messages.map((message, index) => {
    if (hidden > 0 && index > 0 && index <= hidden) {
      return index === 1 ? (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a call never change
          key={index}
          type="button"
          className={cn(messageHeadClass({ size: "sm" }), "w-full text-left")}
          aria-expanded={false}
          onClick={() => setUnfolded(true)}
        >
          <ChevronRight className="size-3.5" aria-hidden="true" />
          {formatCount(hidden)} messages between
        </button>
      ) : null;
    }
    return (
      <MessageBlock
        // biome-ignore lint/suspicious/noArrayIndexKey: the messages of a call never change
        key={index}
        message={message}
        template={templateOf(template, message, index)}
        versionLabel={versionLabel ?? null}
        opensFirst={
          (!isLong || index >= messages.length - LAST) &&
          (messages.length === 1 || !["system", "developer"].includes(message.role))
        }
        note={index === messages.length - 1 ? note : null}
      />
    );
  });
}

/** The version's message that this one was made of: the one in its place, else one that it fits. */
function templateOf(
  template: readonly PromptMessage[] | undefined,
  { role, content }: ShownMessage,
  index: number,
): string | null {
  const inPlace = template?.[index];
  if (inPlace && "role" in inPlace && inPlace.role === role) return inPlace.content;
  // Applications often leave the system's message out of what they tell.
  const fitting = template?.findLast(
    (one) => "role" in one && one.role === role && markVariables(one.content, content) !== null,
  );
  return fitting && "role" in fitting ? fitting.content : null;
}

interface MessageBlockProps {
  message: ShownMessage;
  template: string | null;
  versionLabel: string | null;
  opensFirst: boolean;
  note?: ReactNode;
}

function MessageBlock({ message, template, versionLabel, opensFirst, note }: MessageBlockProps) {
  const [isOpen, setOpen] = useState(opensFirst);
  const { role, name, content, reasoning, toolCalls } = message;
  const marked = template === null ? null : markVariables(template, content);
  const isJson = /^\s*[[{]/.test(content);
  return (
    <section className="border-b last:border-b-0" aria-label={`Message, ${role}`}>
      <h3>
        <button
          type="button"
          className={cn(messageHeadClass({ size: "sm" }), "w-full text-left")}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? (
            <ChevronDown className="size-3.5" aria-hidden="true" />
          ) : (
            <ChevronRight className="size-3.5" aria-hidden="true" />
          )}
          <span className={roleClass}>{role}</span>
          {name && <span className="font-mono text-code text-text-2">{name}</span>}
          <span className="tabular-nums ml-auto font-normal text-text-2">
            {template !== null && versionLabel
              ? marked
                ? versionLabel
                : `not the text of ${versionLabel}`
              : !note && `${formatCount(content.length)} characters`}
            {template !== null && versionLabel && note && ", "}
            {note}
          </span>
        </button>
      </h3>
      {isOpen && (
        <div className="grid gap-2 px-3 py-2">
          {reasoning && (
            <details>
              <summary className="text-12 text-text-2 cursor-pointer">Reasoning</summary>
              <CodeBlock code={reasoning} maxHeight={240} className="mt-1" />
            </details>
          )}
          {marked ? (
            <section
              className={cn(codeClass, "max-h-[480px] overflow-auto")}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
              tabIndex={0}
              aria-label={`Text, ${role}`}
            >
              {marked.map(({ text, variable }, index) =>
                variable === null ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text in their order
                  <span key={index}>{text}</span>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text in their order
                  <span key={index} className={variableClass} title={`{{${variable}}}`}>
                    {text}
                  </span>
                ),
              )}
            </section>
          ) : content === "" ? (
            !toolCalls && <p className="text-text-3 text-13">Empty text.</p>
          ) : (
            <CodeBlock
              json={isJson}
              code={isJson ? prettyJson(content) : content}
              maxHeight={480}
              box="none"
            />
          )}
          {toolCalls?.map((call, index) => (
            <ToolCall key={call.id ?? index} name={call.name} args={call.arguments} />
          ))}
        </div>
      )}
    </section>
  );
}

function ToolCall({ name, args }: { name: string; args: Parameters<typeof shownText>[0] }) {
  return (
    <div className="grid gap-1">
      <span className="text-12 text-text-2">
        calls <span className="font-mono text-code text-text">{name}</span>
        {typeof args === "string" && " with arguments that are no JSON"}
      </span>
      <CodeBlock json code={shownText(args)} maxHeight={240} />
    </div>
  );
}
