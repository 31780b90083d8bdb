import type { JsonValue } from "@/lib/scorers/json-value";
import { detectLanguage, languageCode } from "@/lib/segments/detect-language";
import type { InputShape, Scalar } from "./span";

const PREVIEW = 300;
/** Enough to tell a language; the rest only costs time at every trace. */
const LANGUAGE_SAMPLE = 160;

export interface ContentDescription extends InputShape {
  inputPreview: string;
  outputPreview: string;
}

/**
 * What lists and segments say of a trace's request and answer. An attribute `language` wins over what the text
 * looks like; `shape` tells of a request whose text is not kept.
 */
export function describeContent(
  input: JsonValue,
  output: JsonValue,
  attributes: Readonly<Record<string, Scalar>>,
  shape?: InputShape | null,
): ContentDescription {
  const texts = inputTexts(input);
  const attribute = Object.hasOwn(attributes, "language") ? attributes.language : null;
  const stated = typeof attribute === "string" ? languageCode(attribute) : null;
  return {
    language: stated ?? shape?.language ?? languageOf(texts),
    inputLength: shape?.inputLength ?? codePoints(texts),
    inputPreview: preview(messagesIn(input) ? (texts.at(-1) ?? "") : texts.join(" ")),
    outputPreview: preview(outputText(output)),
  };
}

/** What stays of a request when its text goes: of the user's messages, or of all inputs. */
export function shapeOf(input: JsonValue): InputShape {
  const texts = inputTexts(input);
  return { language: languageOf(texts), inputLength: codePoints(texts) };
}

function languageOf(texts: readonly string[]): string {
  return detectLanguage(texts.join("\n").slice(0, LANGUAGE_SAMPLE));
}

interface MessageLike {
  role: string;
  content: JsonValue;
}

function messagesIn(value: JsonValue): MessageLike[] | null {
  const list =
    !Array.isArray(value) && typeof value === "object" && value !== null ? value.messages : value;
  if (!Array.isArray(list) || list.length === 0) return null;
  const messages = list.flatMap((item) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? [{ role: item.role, content: item.content ?? null }]
      : [],
  );
  const isMessage = (one: { role?: JsonValue }): one is MessageLike => typeof one.role === "string";
  return messages.length === list.length && messages.every(isMessage) ? messages : null;
}

/** What the user wrote: the user's messages, or the texts of all inputs. */
function inputTexts(input: JsonValue): string[] {
  if (input === null) return [];
  if (typeof input === "string") return [input];
  const messages = messagesIn(input);
  if (messages) {
    const users = messages.filter(({ role }) => role === "user" || role === "human");
    return (users.length > 0 ? users : messages).map(({ content }) => contentText(content));
  }
  if (typeof input !== "object" || Array.isArray(input)) return [JSON.stringify(input)];
  return Object.values(input).flatMap((value) => {
    if (value === null) return [];
    return [typeof value === "string" ? value : JSON.stringify(value)];
  });
}

function outputText(output: JsonValue): string {
  if (output === null) return "";
  if (typeof output === "string") return output;
  const messages = messagesIn(output);
  if (messages) return messages.map(({ content }) => contentText(content)).join(" ");
  return JSON.stringify(output);
}

/** Content is a text, or parts of which some are texts. */
function contentText(content: JsonValue): string {
  if (typeof content === "string") return content;
  if (content === null) return "";
  if (!Array.isArray(content)) return JSON.stringify(content);
  return content
    .flatMap((part) => {
      if (typeof part === "string") return [part];
      const text =
        typeof part === "object" && part !== null && !Array.isArray(part) ? part.text : null;
      return typeof text === "string" ? [text] : [];
    })
    .join("\n");
}

function preview(text: string): string {
  const short = text
    .slice(0, PREVIEW * 2)
    .replace(/\s+/g, " ")
    .trim();
  return short.length > PREVIEW ? short.slice(0, PREVIEW).replace(/[\ud800-\udbff]$/, "") : short;
}

const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

function codePoints(texts: readonly string[]): number {
  return texts.reduce(
    (sum, text) => sum + text.length - (text.match(SURROGATE_PAIR)?.length ?? 0),
    0,
  );
}
