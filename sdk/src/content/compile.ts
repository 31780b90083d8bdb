import { renderMessages, tooLargeToRender } from "../../../lib/prompts/template/render-template";
import { GalleyError } from "../galley-error";
import type { ChatMessage, PromptMessage } from "./prompt-content";

/** Messages for placeholders, by the placeholder's name. */
export type Placeholders = Readonly<Record<string, readonly ChatMessage[]>>;

/**
 * The messages to send, by the same rules as in Galley. Throws `missing_variable` with every name that was not given
 * (`null` and `undefined` are not), `bad_template`, or `too_large` for more than 2 million characters.
 * @param title the prompt as errors name it
 */
export function compileMessages(
  title: string,
  messages: readonly PromptMessage[],
  variables: Readonly<Record<string, unknown>>,
  placeholders: Placeholders,
): ChatMessage[] {
  const rendered = renderMessages({ messages }, variables, { history: placeholders });
  if (rendered.ok) return rendered.messages;
  const { missing, problems, characters } = rendered;
  const [first] = missing;
  if (first !== undefined) {
    const names = missing.map((name) => `“${name}”`).join(", ");
    const which = missing.length === 1 ? `the variable ${names}` : `the variables ${names}`;
    throw new GalleyError(
      "missing_variable",
      `${title} needs ${which}. Pass it to compile, for example compile({ ${JSON.stringify(first)}: … }).`,
      { variables: missing },
    );
  }
  if (characters !== null) throw new GalleyError("too_large", tooLargeToRender(characters));
  throw new GalleyError("bad_template", `${title}: ${problems[0]?.message}`);
}
