import type { PromptMessage, VersionContent } from "@/lib/prompts/version-contract";
import { type AlignedMessage, alignMessages } from "./align-messages";
import type { DiffHunk, MessageDiff, PromptDiff, TextDiff, ToolDiff } from "./diff-contract";
import { diffLines, splitLines } from "./diff-lines";
import { diffValues } from "./diff-values";
import { roleOf, textOf } from "./message-text";

/** What is compared: a version (with its number) or a draft. */
export type DiffSide = VersionContent & { number?: number };

/** Everything that differs between two versions, part by part. See `PromptDiff`. */
export function diffVersions(from: DiffSide, to: DiffSide): PromptDiff {
  const messages = alignMessages(from.messages, to.messages).map((aligned) =>
    diffMessage(aligned, from.messages, to.messages),
  );
  const model = diffValues(from.model, to.model);
  const settings = [
    ...diffValues(from.settings, to.settings),
    ...diffValues(from.config, to.config, "config"),
  ];
  const tools = diffTools(from.tools ?? [], to.tools ?? []);
  const outputSchema = diffTexts(jsonText(from.outputSchema), jsonText(to.outputSchema));
  const retrieval = diffValues(from.retrieval, to.retrieval);
  const parts = { messages, model, settings, tools, outputSchema, retrieval };
  return { from: from.number ?? null, to: to.number ?? null, ...parts, counts: countDiff(parts) };
}

/** How many parts there are and differ, and how many lines came and went. */
export function countDiff({
  messages,
  model,
  settings,
  tools,
  outputSchema,
  retrieval,
}: Omit<PromptDiff, "from" | "to" | "counts">): PromptDiff["counts"] {
  const others = [
    model.length + settings.length > 0,
    tools.some((tool) => tool.change !== "same"),
    !["same", "absent"].includes(outputSchema.change),
    retrieval.length > 0,
  ];
  const sum = (key: "added" | "removed") =>
    messages.reduce((total, message) => total + message[key], outputSchema[key]);
  return {
    parts: messages.length + others.length,
    differing:
      messages.filter(({ change }) => change !== "same").length + others.filter(Boolean).length,
    added: sum("added"),
    removed: sum("removed"),
  };
}

/** The text of a schema as it is compared and shown. */
export function jsonText(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value, null, 2);
}

/** One message, or what stands in its place, on both sides. */
export function diffMessage(
  { from: i, to: j, moved }: AlignedMessage,
  fromMessages: readonly PromptMessage[],
  toMessages: readonly PromptMessage[],
): MessageDiff {
  const from = i === undefined ? undefined : fromMessages[i];
  const to = j === undefined ? undefined : toMessages[j];
  const text = diffTexts(from && textOf(from), to && textOf(to));
  const shown = to ?? from;
  const roleChanged = from && to && roleOf(from) !== roleOf(to);
  return {
    change: messageChange(text, moved, Boolean(roleChanged)),
    role: shown ? roleOf(shown) : "user",
    ...(roleChanged ? { fromRole: roleOf(from) } : {}),
    ...(i === undefined ? {} : { from: i + 1 }),
    ...(j === undefined ? {} : { to: j + 1 }),
    added: text.added,
    removed: text.removed,
    ...(text.hunks.length > 0 ? { hunks: text.hunks } : {}),
  };
}

function messageChange(
  text: TextDiff,
  moved: boolean,
  roleChanged: boolean,
): MessageDiff["change"] {
  if (text.change === "added" || text.change === "removed") return text.change;
  if (moved) return "moved";
  return text.change === "changed" || roleChanged ? "changed" : "same";
}

function diffTexts(from: string | undefined, to: string | undefined): TextDiff {
  if (from === undefined && to === undefined)
    return { change: "absent", added: 0, removed: 0, hunks: [] };
  if (from === to) return { change: "same", added: 0, removed: 0, hunks: [] };
  const hunks = diffLines(
    from === undefined ? [] : splitLines(from),
    to === undefined ? [] : splitLines(to),
  );
  const change = from === undefined ? "added" : to === undefined ? "removed" : "changed";
  return { change, ...countLines(hunks), hunks };
}

function countLines(hunks: readonly DiffHunk[]): { added: number; removed: number } {
  let added = 0;
  let removed = 0;
  for (const hunk of hunks) {
    added += hunk.toCount;
    removed += hunk.fromCount;
  }
  return { added, removed };
}

type Tools = NonNullable<VersionContent["tools"]>;

function diffTools(from: Tools, to: Tools): ToolDiff[] {
  const names = [...new Set([...to, ...from].map((tool) => tool.name))];
  return names.map((name) => {
    const before = from.find((tool) => tool.name === name);
    const after = to.find((tool) => tool.name === name);
    const rows = diffValues(withoutName(before), withoutName(after));
    const change = !before ? "added" : !after ? "removed" : rows.length > 0 ? "changed" : "same";
    return { name, change, rows };
  });
}

function withoutName(tool: Tools[number] | undefined) {
  if (!tool) return undefined;
  const { description, parameters } = tool;
  return { description, parameters };
}
