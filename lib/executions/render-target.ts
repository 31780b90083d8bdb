import {
  type RenderedMessages,
  renderMessages,
  tooLargeToRender,
} from "@/lib/prompts/template/render-template";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { ChatMessage } from "@/lib/providers/contract";
import type { ModelRequest } from "@/lib/providers/provider";

/** What a target is executed on. */
export interface ExecutionInput {
  /** By variable. A placeholder takes the list of messages under its name. */
  values: Readonly<Record<string, unknown>>;
  /** Messages for placeholders; they win over `values`. */
  history?: Readonly<Record<string, readonly ChatMessage[]>> | undefined;
}

/** The prompt's messages, filled. */
export function renderPrompt(
  content: Pick<VersionContent, "messages">,
  { values, history }: ExecutionInput,
): RenderedMessages {
  const inValues: Record<string, ChatMessage[]> = {};
  for (const message of content.messages) {
    if (!("placeholder" in message)) continue;
    const messages = ChatMessage.array().safeParse(values[message.placeholder]);
    if (messages.success) inValues[message.placeholder] = messages.data;
  }
  return renderMessages(content, values, { history: { ...inValues, ...history } });
}

/** The request that a prompt makes of its messages. */
export function requestOf(content: VersionContent, messages: ChatMessage[]): ModelRequest {
  return {
    model: content.model.name,
    messages,
    settings: content.settings,
    ...(content.tools?.length ? { tools: content.tools } : {}),
    ...(content.outputSchema ? { outputSchema: content.outputSchema } : {}),
  };
}

/** Why an input does not fill a prompt. */
export function describeUnrendered({
  missing,
  characters,
}: Extract<RenderedMessages, { ok: false }>): string {
  if (characters !== null) return tooLargeToRender(characters);
  if (missing.length === 0)
    return "The prompt has braces that are not a variable. Correct them in the editor.";
  return `The case has no value for ${missing.map((name) => `{{${name}}}`).join(", ")}.`;
}
