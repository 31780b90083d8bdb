import type { PromptMessage } from "@/lib/prompts/version-contract";

/** What a message is: its role, or that it is a placeholder. */
export function roleOf(message: PromptMessage) {
  return "placeholder" in message ? "placeholder" : message.role;
}

export function textOf(message: PromptMessage): string {
  return "placeholder" in message ? message.placeholder : message.content;
}
