"use client";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { MarkedText } from "@/components/editor/marked-text";
import { TextSummary } from "@/components/editor/text-summary";
import { cn } from "@/components/ui/cn";
import { codeClass } from "@/components/ui/text/code-class";
import { CopyButton } from "@/components/ui/text/copy-button";
import { linkClass } from "@/components/ui/text/link-class";
import { messageHeadClass, roleClass } from "@/components/ui/text/message-class";
import { formatCountOf } from "@/lib/format-number";
import { roleOf, textOf } from "@/lib/prompts/diff/message-text";
import type { PromptMessage } from "@/lib/prompts/version-contract";

/** Of a shortened text: its first messages, and the last one, which is the question. */
const FIRST_MESSAGES = 3;

interface Props {
  messages: readonly PromptMessage[];
  /** Shortened to this many lines a message and a few messages, until somebody wants all of it. */
  mostLines?: number;
}

/** The messages of a version to read and copy; each can be folded. */
export function PromptText({ messages, mostLines }: Props) {
  const [hasAll, setAll] = useState(mostLines === undefined);
  const hidden = hasAll ? 0 : Math.max(0, messages.length - FIRST_MESSAGES - 1);
  const isHidden = (index: number) =>
    hidden > 0 && index >= FIRST_MESSAGES && index < messages.length - 1;
  return (
    <ol className="grid gap-3" aria-label="Messages">
      {messages.map((message, index) =>
        isHidden(index) ? (
          index === FIRST_MESSAGES && (
            <li key="hidden">
              <button
                type="button"
                className={cn(linkClass, "text-13")}
                onClick={() => setAll(true)}
              >
                Show {formatCountOf(hidden, "more message", "more messages")}
              </button>
            </li>
          )
        ) : (
          // A version never changes, so its places are its messages' names.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <Message message={message} number={index + 1} mostLines={mostLines ?? null} />
          </li>
        ),
      )}
    </ol>
  );
}

interface MessageProps {
  message: PromptMessage;
  number: number;
  mostLines: number | null;
}

function Message({ message, number, mostLines }: MessageProps) {
  const [isOpen, setOpen] = useState(true);
  const [isWhole, setWhole] = useState(mostLines === null);
  const body = useId();
  const role = roleOf(message);
  const text = textOf(message);
  const lines = text.split("\n");
  const hidden = isWhole || mostLines === null ? 0 : Math.max(0, lines.length - mostLines);
  const visibleText =
    hidden > 0 && mostLines !== null ? lines.slice(0, mostLines).join("\n") : text;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section
      aria-label={`Message ${number}, ${role}`}
      className="min-w-0 overflow-hidden rounded border"
    >
      <header className={cn(messageHeadClass({ folded: !isOpen }), "pr-1")}>
        <button
          type="button"
          className="flex h-full min-w-0 flex-1 cursor-pointer items-center gap-2 text-left"
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron aria-hidden="true" className="size-3.5 flex-none" />
          <span className={roleClass}>{role}</span>
          {!isOpen && <TextSummary text={text} />}
        </button>
        <span className="flex-none tabular-nums">{formatCountOf(lines.length, "line")}</span>
        <CopyButton text={text} label={`Copy message ${number}`} />
      </header>
      {isOpen && (
        <div id={body} className="px-3 py-2.5">
          {role === "placeholder" ? (
            <span className="text-13 text-text-2">
              The caller’s messages for <code>{text}</code> go here.
            </span>
          ) : (
            <div className={codeClass}>
              <MarkedText text={visibleText} />
            </div>
          )}
          {hidden > 0 && (
            <button
              type="button"
              className={cn(linkClass, "mt-2 text-13")}
              onClick={() => setWhole(true)}
            >
              Show {formatCountOf(hidden, "more line", "more lines")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

/** All messages as one text: each role on a line of its own above its words. */
export function wholeText(messages: readonly PromptMessage[]): string {
  return messages.map((message) => `${roleOf(message)}:\n${textOf(message)}`).join("\n\n");
}
