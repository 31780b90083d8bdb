"use client";
import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { roleClass } from "@/components/ui/text/message-class";
import { formatCount } from "@/lib/format-number";
import type { MessageDiff } from "@/lib/prompts/diff/diff-contract";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import { VersionDiffLines } from "./version-diff-lines";
import {
  type DiffContent,
  type DiffPart,
  isPartOpen,
  type LineTarget,
  type PartFold,
} from "./version-diff-parts";
import type { LineSlots } from "./version-diff-rows";
import { LineCounts, VersionDiffSection } from "./version-diff-section";

export interface TokenCounts {
  from: readonly (number | null)[];
  to: readonly (number | null)[];
}

interface VersionDiffMessageProps extends LineSlots {
  part: DiffPart;
  message: MessageDiff;
  from?: PromptMessage;
  to?: PromptMessage;
  view: "split" | "inline";
  tokens?: { from?: number | null; to?: number | null };
  target: LineTarget | null;
  fold: PartFold;
}

export function VersionDiffMessage({
  part,
  message,
  from,
  to,
  view,
  tokens,
  target,
  fold,
  ...slots
}: VersionDiffMessageProps) {
  const hunks = message.hunks ?? [];
  const isNamed = target?.line !== undefined || slots.threads?.some((one) => one.part === part.id);
  const open = isPartOpen(fold, { differs: hunks.length > 0, isNamed: Boolean(isNamed) });
  const lines = useMemo(() => ({ from: messageLines(from), to: messageLines(to) }), [from, to]);
  return (
    <VersionDiffSection
      id={part.id}
      name={`message ${part.label}`}
      title={<span className={cn(roleClass, "flex-none")}>{part.label}</span>}
      change={<MessageChangeText message={message} />}
      end={<MessageCounts message={message} lines={lines.to.length} tokens={tokens} />}
      open={open}
      fold={fold}
      isStop={part.differs && hunks.length === 0}
    >
      <VersionDiffLines
        part={part.id}
        {...lines}
        hunks={hunks}
        view={view}
        target={target}
        {...slots}
      />
    </VersionDiffSection>
  );
}

/** A message in each of two versions, with its tokens there. */
export function messageSides(
  { from, to }: MessageDiff,
  versions: { from: DiffContent; to: DiffContent; tokens?: TokenCounts | undefined },
) {
  const { tokens } = versions;
  const fromIndex = (from ?? 0) - 1;
  const toIndex = (to ?? 0) - 1;
  return {
    from: versions.from.messages[fromIndex],
    to: versions.to.messages[toIndex],
    tokens: tokens && { from: tokens.from[fromIndex], to: tokens.to[toIndex] },
  };
}

/** The lines as they were compared; a message that is not there has none. */
export function messageLines(message: PromptMessage | undefined): string[] {
  if (!message) return [];
  return ("placeholder" in message ? message.placeholder : message.content).split("\n");
}

export function MessageChangeText({ message }: { message: MessageDiff }) {
  const { change, from, to, fromRole, hunks } = message;
  if (change === "added") return <span className="text-pass">added</span>;
  if (change === "removed") return <span className="text-fail">removed</span>;
  const words =
    change === "moved"
      ? `moved from ${from}, ${hunks ? "changed" : "text unchanged"}`
      : change === "same" && from !== to
        ? `same, was ${from}`
        : change;
  return <span className="truncate">{fromRole ? `${words}, was ${fromRole}` : words}</span>;
}

interface MessageCountsProps {
  message: MessageDiff;
  lines: number;
  tokens?: { from?: number | null; to?: number | null };
}

export function MessageCounts({ message, lines, tokens }: MessageCountsProps) {
  const count = tokenText(message, tokens);
  if (message.added + message.removed === 0)
    return (
      <span className="text-text-3">{count || `${lines} ${lines === 1 ? "line" : "lines"}`}</span>
    );
  return (
    <>
      <LineCounts added={message.added} removed={message.removed} />
      {count && ` · ${count}`}
    </>
  );
}

function tokenText({ change }: MessageDiff, tokens: MessageCountsProps["tokens"]): string {
  const { from, to } = tokens ?? {};
  if (change !== "added" && change !== "removed" && from != null && to != null && from !== to)
    return `${formatCount(from)} → ${formatCount(to)} tokens`;
  const one = to ?? from;
  return one == null ? "" : `${formatCount(one)} tokens`;
}
