import type { MessageDiff, PromptDiff } from "./diff-contract";

/**
 * What addresses and comments call a message of a difference: `m2` by its place in the new version. A removed
 * one has no place there; `old2` names it by its old one.
 */
export function messagePart({ from, to }: Pick<MessageDiff, "from" | "to">): string {
  return to === undefined ? `old${from}` : `m${to}`;
}

/** The message that a part names, if it is one. */
export function findMessage({ messages }: PromptDiff, part: string): MessageDiff | undefined {
  return messages.find((message) => messagePart(message) === part);
}
