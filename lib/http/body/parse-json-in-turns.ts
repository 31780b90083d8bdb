import { COMMA, closes, endOfText, opens, QUOTE } from "./json-limits";
import { takeTurns } from "./turns";

/** Parsed in one go: a few milliseconds at most. */
const PIECE = 50_000;

type Members = unknown[] | Record<string, unknown>;

/**
 * JSON.parse for texts of many megabytes, which would stop everybody else for half a second: a large list or
 * object is cut at its commas, and small members are parsed some at a time. Throws SyntaxError as JSON.parse does,
 * and drops members named `__proto__`. The depth must have been checked.
 */
export async function parseJsonInTurns(text: string): Promise<unknown> {
  const turn = takeTurns();
  const reviver = reviverFor(text);
  return parse(0, text.length);

  async function parse(start: number, end: number): Promise<unknown> {
    await turn();
    const from = skipSpace(text, start, end);
    const to = skipSpaceBack(text, from, end);
    const isSmall = to - from <= PIECE;
    if (isSmall || !isContainer(text, from, to)) return JSON.parse(text.slice(from, to), reviver);
    return text[from] === "{" ? parseMembers(from, to, {}) : parseMembers(from, to, []);
  }

  async function parseMembers(from: number, to: number, members: Members): Promise<Members> {
    let depth = 0;
    let start = from + 1;
    let firstSmall = start;
    for (let at = start; at < to; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = endOfText(text, at);
      else if (at === to - 1 || (code === COMMA && depth === 0)) {
        const ending = endMember(at);
        if (ending) await ending;
      } else if (opens(code)) depth += 1;
      else if (closes(code)) depth -= 1;
      if (at % PIECE === 0) await turn();
    }
    if (start !== to) throw new SyntaxError("Unexpected end");
    return members;

    /** Waits only where something was parsed: a promise for each of a million members would take seconds. */
    function endMember(end: number): Promise<void> | undefined {
      const [first, memberStart] = [firstSmall, start];
      start = end + 1;
      if (end - memberStart > PIECE) {
        firstSmall = start;
        if (memberStart > first) addSmall(first, memberStart - 1);
        return addLarge(members, memberStart, end);
      }
      if (end < to - 1 && end - first <= PIECE) return undefined;
      firstSmall = start;
      addSmall(first, end);
      return turn();
    }

    function addSmall(first: number, end: number): void {
      const inner = text.slice(first, end);
      const isWhole = first === from + 1 && end === to - 1;
      if (!isWhole && inner.trim() === "") throw new SyntaxError("Unexpected comma");
      if (Array.isArray(members)) {
        for (const member of JSON.parse(`[${inner}]`, reviver) as unknown[]) members.push(member);
      } else Object.assign(members, JSON.parse(`{${inner}}`, reviver));
    }
  }

  async function addLarge(members: Members, start: number, end: number): Promise<void> {
    if (Array.isArray(members)) return void members.push(await parse(start, end));
    const nameStart = skipSpace(text, start, end);
    const nameEnd = endOfText(text, nameStart) + 1;
    const colon = skipSpace(text, nameEnd, end);
    const name = JSON.parse(text.slice(nameStart, nameEnd)) as unknown;
    if (typeof name !== "string" || text[colon] !== ":") throw new SyntaxError("Unexpected member");
    const value = await parse(colon + 1, end);
    if (name !== "__proto__") members[name] = value;
  }
}

function isContainer(text: string, from: number, to: number): boolean {
  const ends = `${text[from]}${text[to - 1]}`;
  return ends === "{}" || ends === "[]";
}

const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9;

function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function skipSpaceBack(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** A reviver is called for every value, which takes five times as long as parsing: only where it may matter. */
const MAY_NAME_PROTO = /__proto__|\\u00(?:5f|70|72|6f|74)/i;

export function reviverFor(text: string) {
  return MAY_NAME_PROTO.test(text) ? withoutProto : undefined;
}

function withoutProto(key: string, member: unknown): unknown {
  return key === "__proto__" ? undefined : member;
}
