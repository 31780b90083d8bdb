import { COMMA, closes, endOfText, opens, QUOTE } from "@/lib/http/body/json-limits";
import { takeTurns } from "@/lib/http/body/turns";

const LIST = 91;
const OBJECT = 123;
/** As far as the list of a wrapping object is looked for. */
const HEAD = 100_000;
const PIECE = 1 << 20;

/**
 * Where the rows of a JSON document begin: after the bracket of its list, or of the first list of the object
 * that it is. null: it has one object a line.
 */
export function startOfList(text: string): number | null {
  const first = text.search(/\S/);
  if (text.charCodeAt(first) === LIST) return first + 1;
  if (text.charCodeAt(first) !== OBJECT || isOneOfLines(text, first)) return null;
  let depth = 0;
  for (let at = first; at < Math.min(text.length, HEAD); at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfText(text, at);
    else if (depth === 1 && sign === LIST && isListOfObjects(text, at)) return at + 1;
    else if (opens(sign)) depth += 1;
    else if (closes(sign)) depth -= 1;
  }
  return null;
}

const ROWS =
  /"(?:data|dataset|examples|instances|items|records|rows|samples|test_?cases|tests)"\s*:\s*$/i;

/** Messages of a chat are such a list as well, so its name has to say that these are the rows. */
const isListOfObjects = (text: string, at: number) =>
  /^\[\s*\{/.test(text.slice(at, at + 1_000)) && ROWS.test(text.slice(Math.max(0, at - 100), at));

/** Whether a whole object ends with its line and another one follows. */
function isOneOfLines(text: string, first: number): boolean {
  const end = text.indexOf("\n", first);
  if (end < 0 || !text.slice(first, end).trimEnd().endsWith("}")) return false;
  return text
    .slice(end, end + 1_000)
    .trimStart()
    .startsWith("{");
}

/** The text of each item of the list that begins here, without parsing any. */
export async function* parseItems(text: string, start: number): AsyncGenerator<string> {
  const turn = takeTurns();
  let depth = 0;
  let from = start;
  let since = start;
  for (let at = start; at < text.length; at += 1) {
    if (at - since > PIECE) {
      since = at;
      await turn();
    }
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfText(text, at);
    else if (opens(sign)) depth += 1;
    else if (closes(sign) && depth > 0) depth -= 1;
    else if (depth === 0 && (sign === COMMA || closes(sign))) {
      yield text.slice(from, at);
      from = at + 1;
      if (sign !== COMMA) return;
    }
  }
  yield text.slice(from);
}
