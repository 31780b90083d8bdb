import { bareContent } from "@/lib/prompts/bare-content";
import type { VersionedKind } from "@/lib/prompts/contract";
import type { PromptMessage, VersionContent } from "@/lib/prompts/version-contract";

/** A message with a name of its own, so that it stays itself while it moves. */
export interface EditorMessage {
  key: string;
  message: PromptMessage;
}

export interface EditorContent extends Omit<VersionContent, "messages"> {
  messages: readonly EditorMessage[];
}

let lastKey = 0;

export function keyed(message: PromptMessage): EditorMessage {
  lastKey += 1;
  return { key: `new${lastKey}`, message };
}

/** The same keys on the server and in the browser, which both begin here. */
export function toEditor({ messages, ...rest }: VersionContent): EditorContent {
  return { ...rest, messages: messages.map((message, at) => ({ key: `m${at}`, message })) };
}

/** What is saved and sent. */
export const toContent = (editor: EditorContent): VersionContent =>
  bareContent({ ...editor, messages: editor.messages.map(({ message }) => message) });

/** Where the first version of a prompt begins: something that can be tried at once. */
export function starterContent(kind: VersionedKind): VersionContent {
  const model = { provider: "local", name: "baseline" };
  const input: PromptMessage = { role: "user", content: "{{input}}" };
  if (kind === "text") return { messages: [input], model, settings: {} };
  const system: PromptMessage = {
    role: "system",
    content: "You are a helpful assistant. Answer in one short paragraph.",
  };
  return { messages: [system, input], model, settings: {} };
}

export function moveMessage(
  messages: readonly EditorMessage[],
  key: string,
  to: number,
): readonly EditorMessage[] {
  const from = messages.findIndex((each) => each.key === key);
  const moved = messages[from];
  if (!moved || to < 0 || to >= messages.length || to === from) return messages;
  return messages.toSpliced(from, 1).toSpliced(to, 0, moved);
}

export function insertMessage(
  messages: readonly EditorMessage[],
  at: number,
  added: EditorMessage,
): readonly EditorMessage[] {
  return messages.toSpliced(Math.min(at, messages.length), 0, added);
}

export function replaceMessage(
  messages: readonly EditorMessage[],
  key: string,
  message: PromptMessage,
): readonly EditorMessage[] {
  return messages.map((each) => (each.key === key ? { key, message } : each));
}

/** A name for a new placeholder that no other has: `history`, then `history2`. */
export function freePlaceholder(messages: readonly EditorMessage[]): string {
  const names = messages.flatMap(({ message }) =>
    "placeholder" in message ? [message.placeholder] : [],
  );
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? "history" : `history${n}`;
    if (!names.includes(name)) return name;
  }
}

/** Renames a variable wherever it stands between braces. */
export function renameVariable(
  messages: readonly EditorMessage[],
  places: readonly { message: number; start: number; end: number }[],
  to: string,
): readonly EditorMessage[] {
  return messages.map((each, index) => {
    const { message } = each;
    if ("placeholder" in message) return each;
    const here = places.filter((place) => place.message === index);
    if (here.length === 0) return each;
    const content = here
      .toSorted((a, b) => b.start - a.start)
      .reduce(
        (text, { start, end }) => `${text.slice(0, start)}{{${to}}}${text.slice(end)}`,
        message.content,
      );
    return { ...each, message: { ...message, content } };
  });
}
