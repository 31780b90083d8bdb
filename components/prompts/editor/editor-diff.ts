"use client";
import { useEffect, useState } from "react";
import type { MessageDiff, PromptDiff } from "@/lib/prompts/diff/diff-contract";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { type EditorContent, toContent } from "./editor-content";

export interface MessageBase {
  change: MessageDiff["change"];
  /** What the message was in the version that the draft comes from. */
  text?: string;
  role?: string;
}

export interface DraftDiff {
  diff: PromptDiff;
  content: VersionContent;
  byKey: ReadonlyMap<string, MessageBase>;
}

const PAUSE_MS = 250;

/** What the draft changes about the version it comes from, a moment after typing. */
export function useDraftDiff(
  editor: EditorContent,
  base: (VersionContent & { number: number }) | undefined,
): DraftDiff | null {
  const [result, setResult] = useState<DraftDiff | null>(null);
  useEffect(() => {
    if (!base) return setResult(null);
    let isOld = false;
    const timer = setTimeout(async () => {
      const { diffVersions } = await import("@/lib/prompts/diff/diff-versions");
      if (isOld) return;
      const content = toContent(editor);
      const diff = diffVersions(base, content);
      setResult({ diff, content, byKey: byKeyOf(diff, editor, base) });
    }, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [editor, base]);
  return base ? result : null;
}

function byKeyOf(diff: PromptDiff, editor: EditorContent, base: VersionContent) {
  const entries = diff.messages.flatMap(({ change, from, to }): [string, MessageBase][] => {
    const key = to === undefined ? undefined : editor.messages[to - 1]?.key;
    if (!key) return [];
    const before = from === undefined ? undefined : base.messages[from - 1];
    if (!before) return [[key, { change }]];
    const text = "placeholder" in before ? before.placeholder : before.content;
    return [[key, { change, text, role: "role" in before ? before.role : "placeholder" }]];
  });
  return new Map(entries);
}

/** For the bar: in words and in lines; null while it is not known. */
export function describeDifference(diff: DraftDiff | null, base: number | null) {
  return diff && base !== null ? { text: differenceText(diff, base), ...diff.diff.counts } : null;
}

/** `1 message and 1 setting differ from v8`. */
function differenceText({ diff }: DraftDiff, base: number): string {
  const messages = diff.messages.filter(({ change }) => change !== "same").length;
  const settings = diff.settings.length + diff.model.length;
  const tools = diff.tools.filter(({ change }) => change !== "same").length;
  const counts: [number, string][] = [
    [messages, "message"],
    [settings, "setting"],
    [tools, "tool"],
  ];
  const words = counts.flatMap(([n, word]) => (n ? [`${n} ${word}${n > 1 ? "s" : ""}`] : []));
  if (diff.outputSchema.hunks.length > 0) words.push("the output schema");
  if (diff.retrieval.length > 0) words.push("the retrieval settings");
  if (words.length === 0) return `nothing differs from v${base}`;
  const last = words.pop();
  const all = words.length > 0 ? `${words.join(", ")} and ${last}` : last;
  const isOne = words.length === 0 && (/^1 /.test(last ?? "") || last === "the output schema");
  return `${all} ${isOne ? "differs" : "differ"} from v${base}`;
}
