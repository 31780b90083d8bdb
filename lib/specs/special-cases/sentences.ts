import type { PromptMessage } from "@/lib/prompts/version-contract";

/** One sentence of a message, or one point of a list. */
export interface Sentence {
  /** Index of the message. */
  message: number;
  /** Line of the message, from 1. */
  line: number;
  text: string;
  /** The same however it is spaced and capitalised. */
  key: string;
}

const BULLET = /^\s*(?:[-*•–]|\d{1,3}[.)]|#{1,6})\s+/u;
const BETWEEN_SENTENCES = /(?<=[.!?])\s+(?=["“(\p{Lu}])/u;

/** The sentences of all messages that instruct: no examples, no code, and nothing of a template's own. */
export function sentencesOf(messages: readonly PromptMessage[]): Sentence[] {
  return messages.flatMap((message, index) => {
    if (!("role" in message) || isExample(messages, index)) return [];
    let isCode = false;
    return message.content.split("\n").flatMap((line, at) => {
      if (line.trimStart().startsWith("```")) {
        isCode = !isCode;
        return [];
      }
      if (isCode) return [];
      return line
        .replace(BULLET, "")
        .split(BETWEEN_SENTENCES)
        .map((sentence) => sentence.trim())
        .filter((text) => text !== "")
        .map((text) => ({
          message: index,
          line: at + 1,
          text,
          key: text.toLowerCase().replaceAll(/\s+/g, " "),
        }));
    });
  });
}

/** An answer, or the question that one follows. */
function isExample(messages: readonly PromptMessage[], index: number): boolean {
  const roleAt = (at: number) => {
    const message = messages[at];
    return message && "role" in message ? message.role : null;
  };
  return (
    roleAt(index) === "assistant" || (roleAt(index) === "user" && roleAt(index + 1) === "assistant")
  );
}
