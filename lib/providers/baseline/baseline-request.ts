import "server-only";
import { LRUCache } from "lru-cache";
import type { ChatMessage } from "@/lib/providers/contract";
import { findNamedLists } from "./baseline-blocks";

/** The part of a request that stays the same from case to case, and the part that is asked about. */
export type SplitRequest = {
  instructions: string;
  pairs: { input: string; output: string }[];
  input: string;
  attributes: Record<string, string>;
};

/** What prompts write before the question, and before the answer. */
export const INPUT_WORDS =
  "input|text|question|ticket|message|query|customer(?: message)?|user|email|content|document|utterance|q";
export const OUTPUT_WORDS = "output|label|answer|category|intent|class|assistant|json|response|a";
const INPUT_MARKER = new RegExp(`^(?:${INPUT_WORDS})\\s*:[ \\t]*`, "im");
const OPENING_TAG = new RegExp(`<(${INPUT_WORDS})>`, "gi");
const OUTPUT_MARKER = new RegExp(`^\\s*(?:${OUTPUT_WORDS})\\s*:?$`, "i");
/** Attributes stand on short lines. */
const LONGEST_ATTRIBUTES = 300;

export function splitRequest(messages: readonly ChatMessage[]): SplitRequest {
  const lastUser = messages.findLastIndex(({ role }) => role === "user");
  const question = messages[lastUser]?.content ?? "";
  const before = messages.slice(0, Math.max(0, lastUser));
  const pairs = before.flatMap((message, index) => {
    const next = before[index + 1];
    const isPair = message.role === "user" && next?.role === "assistant";
    return isPair ? [{ input: message.content, output: next.content }] : [];
  });
  const system = before.filter(({ role }) => role === "system").map(({ content }) => content);
  const isWholePrompt = pairs.length === 0 && !system.some(listsNames);
  const { prefix, input } = splitAsked(question, isWholePrompt, system.length > 0);
  return {
    instructions: [...system, prefix].filter((part) => part.trim() !== "").join("\n\n"),
    pairs,
    ...withoutAttributes(input),
  };
}

const listing = new LRUCache<string, boolean>({
  max: 64,
  memoMethod: (system) => findNamedLists(system).length > 0,
});

/** Whether a system message lists anything; cached, since it is the same for a whole run. */
function listsNames(system: string): boolean {
  return listing.memo(system);
}

/**
 * A prompt of one message holds instructions and question together, and so may the user's message
 * below a system message that lists nothing.
 */
function splitAsked(
  question: string,
  isWholePrompt: boolean,
  hasSystem: boolean,
): { prefix: string; input: string } {
  const tagged = findTagged(question);
  if (tagged) {
    const prefix = `${question.slice(0, tagged.start)}\n${question.slice(tagged.end)}`;
    return { prefix, input: tagged.input };
  }
  const markers = [...question.matchAll(new RegExp(INPUT_MARKER, "gim"))];
  const marker = isWholePrompt ? markers.at(-1) : markers[0];
  if (marker) {
    const input = withoutOutputMarker(question.slice(marker.index + marker[0].length));
    return { prefix: question.slice(0, marker.index), input };
  }
  if (!isWholePrompt) return { prefix: "", input: question };
  const cut = question.trimEnd().lastIndexOf("\n\n");
  const prefix = cut < 0 ? question : question.slice(0, cut);
  if (hasSystem && findNamedLists(prefix).length === 0) return { prefix: "", input: question };
  return { prefix, input: cut < 0 ? question : question.slice(cut + 2) };
}

/** The first `<ticket>…</ticket>` or the like; a tag that nothing closes is looked for once. */
function findTagged(text: string): { start: number; end: number; input: string } | null {
  const lower = text.toLowerCase();
  const open = new Set<string>();
  for (const { 0: tag, 1: name = "", index } of lower.matchAll(OPENING_TAG)) {
    if (open.has(name)) continue;
    const from = index + tag.length;
    const closing = `</${name}>`;
    const to = lower.indexOf(closing, from);
    if (to >= 0) return { start: index, end: to + closing.length, input: text.slice(from, to) };
    open.add(name);
  }
  return null;
}

/** A last line such as `Label:` asks for the answer. */
function withoutOutputMarker(text: string): string {
  const trimmed = text.trimEnd();
  const at = trimmed.lastIndexOf("\n");
  return at >= 0 && OUTPUT_MARKER.test(trimmed.slice(at + 1)) ? trimmed.slice(0, at) : text;
}

/** Leading lines such as `Tier: plus  Language: de` describe the question and are not part of it. */
export function withoutAttributes(text: string): Pick<SplitRequest, "input" | "attributes"> {
  const attributes: Record<string, string> = {};
  const lines = text.split("\n");
  let at = 0;
  for (; at < lines.length - 1; at++) {
    const line = (lines[at] ?? "").trim();
    if (line === "") continue;
    if (line.length > LONGEST_ATTRIBUTES) break;
    const pairs = [...line.matchAll(/([\p{L}_]+(?: [\p{L}_]+)?):\s*([^\s:]{1,30})(?=\s|$)/gu)];
    if (
      pairs
        .map(([whole]) => whole)
        .join(" ")
        .replace(/\s+/g, "") !== line.replace(/\s+/g, "")
    )
      break;
    for (const [, key = "", value = ""] of pairs)
      attributes[key.toLowerCase()] = value.toLowerCase();
  }
  const input = lines.slice(at).join("\n").trim();
  return input === "" ? { input: text.trim(), attributes: {} } : { input, attributes };
}
