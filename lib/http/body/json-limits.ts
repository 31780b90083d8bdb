import { formatCount } from "@/lib/format-number";
import { AppError } from "@/lib/http/app-error";
import { takeTurns } from "./turns";

export interface JsonLimits {
  /** Lists and objects in one another. */
  maxDepth: number;
  /** Members of all lists and objects together: parsed, each takes up to a hundred times its text. */
  maxValues: number;
}

/** What a body that a contract parses whole may hold. */
export const JSON_LIMITS: JsonLimits = { maxDepth: 40, maxValues: 100_000 };

export const QUOTE = 34;
export const COMMA = 44;
const BACKSLASH = 92;
const PIECE = 1 << 20;

/**
 * Counts what parsing a text would make, before it is made; reads on from where it stopped. What is no JSON may
 * count wrong, and is then refused by the parser.
 */
function createCounter(text: string, { maxDepth, maxValues }: JsonLimits) {
  let depth = 0;
  let values = 0;
  let at = 0;
  return (end: number): boolean => {
    for (; at < end; at += 1) {
      const sign = text.charCodeAt(at);
      if (sign === QUOTE) at = endOfText(text, at);
      else if (sign === COMMA) values += 1;
      else if (opens(sign)) {
        depth += 1;
        values += 1;
        if (depth > maxDepth) {
          throw new AppError("malformed", `The body is nested deeper than ${maxDepth} levels.`);
        }
      } else if (closes(sign)) depth -= 1;
      if (values > maxValues) {
        const most = formatCount(maxValues);
        throw new AppError(
          "too_large",
          `The body holds more than ${most} values. Send it in parts.`,
        );
      }
    }
    return at < text.length;
  };
}

export function checkJson(text: string, limits: JsonLimits): void {
  createCounter(text, limits)(text.length);
}

export async function checkJsonInTurns(text: string, limits: JsonLimits): Promise<void> {
  const turn = takeTurns();
  const countTo = createCounter(text, limits);
  for (let end = PIECE; countTo(Math.min(end, text.length)); end += PIECE) await turn();
}

/** The place of the quotation mark that closes the text which opens at `start`. */
export function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** `[` and `{`, `]` and `}` differ in one bit. */
export const opens = (sign: number) => (sign & ~32) === 91;
export const closes = (sign: number) => (sign & ~32) === 93;
