import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { listVariables } from "@/lib/prompts/list-variables";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import type { ChatMessage } from "@/lib/providers/contract";

type Input = VisibleCase["input"];

/** The fields that a text needs: a value can only be given for the name before a dot. */
export function inputNames(messages: readonly PromptMessage[]): string[] {
  return [...new Set(listVariables(messages).map(({ name }) => name.split(".")[0] ?? name))];
}

export function placeholderNames(messages: readonly PromptMessage[]): string[] {
  return messages.flatMap((message) => ("placeholder" in message ? [message.placeholder] : []));
}

/** A case's value as it stands in a text field. */
export function shownValue(value: Input[string] | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What was typed: an object or a list when it is written as one, else text. */
export function typedValue(text: string): Input[string] {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Input[string];
  } catch {
    return text;
  }
}

/** `user: …` and `assistant: …`, each going on until the next; text before the first is the user's. */
export function readHistory(text: string): ChatMessage[] {
  const messages: ChatMessage[] = [];
  for (const line of text.split("\n")) {
    const [, role, rest] = /^(user|assistant|system):\s?(.*)$/.exec(line) ?? [];
    const last = messages.at(-1);
    if (role === "user" || role === "assistant" || role === "system")
      messages.push({ role, content: rest ?? "" });
    else if (last) last.content += `\n${line}`;
    else if (line.trim() !== "") messages.push({ role: "user", content: line });
  }
  return messages.map((message) => ({ ...message, content: message.content.trim() }));
}
