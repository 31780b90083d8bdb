import type { ChatMessage } from "./contract";

type Tokenizer = typeof import("gpt-tokenizer/encoding/o200k_base");

let tokenizer: Promise<Tokenizer> | undefined;

/**
 * Tokens of a text in the o200k encoding: exact for OpenAI's present models, an estimate for all
 * others. Server only; the 2 MB table is loaded at the first call. Markers such as <|endoftext|>
 * in a text count as the text they are.
 */
export async function countTokens(text: string): Promise<number> {
  tokenizer ??= import("gpt-tokenizer/encoding/o200k_base");
  const { countTokens: count } = await tokenizer;
  return count(text, { disallowedSpecial: new Set() });
}

/** The wrapping of a chat message costs about 4 tokens, and the answer's opening 3. */
const PER_MESSAGE = 4;
const PER_ANSWER = 3;

/** Input tokens of a whole request, one entry per message first, for previews. */
export async function countMessageTokens(
  messages: readonly Pick<ChatMessage, "content">[],
): Promise<{ perMessage: number[]; total: number }> {
  const perMessage = await Promise.all(messages.map(({ content }) => countTokens(content)));
  const sum = perMessage.reduce((total, count) => total + count + PER_MESSAGE, 0);
  return { perMessage, total: messages.length === 0 ? 0 : sum + PER_ANSWER };
}
