import "server-only";
import { cutRuns } from "./cut-runs";

type Tokenizer = typeof import("gpt-tokenizer/encoding/o200k_base");

let tokenizer: Promise<Tokenizer> | undefined;

/** 2 MB of tables, so only at the first call. */
export function loadTokenizer(): Promise<Tokenizer> {
  tokenizer ??= import("gpt-tokenizer/encoding/o200k_base");
  return tokenizer;
}

/**
 * Tokens of each text in the o200k encoding: exact for OpenAI's present models, an estimate for all
 * others. Runs in a thread for computing. Markers such as <|endoftext|> in a text count as the text they are.
 */
export async function countTokens(texts: readonly string[]): Promise<number[]> {
  const { countTokens: count } = await loadTokenizer();
  const options = { disallowedSpecial: new Set<string>() };
  return texts.map((text) => cutRuns(text).reduce((sum, part) => sum + count(part, options), 0));
}

/** The wrapping of a chat message costs about 4 tokens, and the answer's opening 3. */
const PER_MESSAGE = 4;
const PER_ANSWER = 3;

/** Input tokens of a request from those of its messages. */
export function requestTokens(perMessage: readonly number[]): number {
  const sum = perMessage.reduce((total, count) => total + count + PER_MESSAGE, 0);
  return perMessage.length === 0 ? 0 : sum + PER_ANSWER;
}
