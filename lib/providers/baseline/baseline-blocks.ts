/** A list of names found in a prompt, with what each means, and the words that introduce the list. */
export type NamedList = { lead: string; items: { name: string; definition: string }[] };

const BULLET = /^\s*(?:[-*•]|\d{1,3}[.)])\s+(.*)$/;
const OPENING = `"'\`*“”‘’[(`;
const CLOSING = `"'\`*“”‘’])`;
/** Nobody sorts into more, and rules look at each name for each line. */
const MOST_NAMES = 500;
const NAME = /^[\p{L}][\p{L}\p{N}_/&?+'’-]*(?: [\p{L}\p{N}_/&?+'’-]+){0,4}$/u;
const HEADING_WORD = /^(labels|categories|intents|classes|topics|options|types)$/i;
const IDENTIFIER = /^[\p{L}][\p{L}\p{N}_-]*\??$/u;

/**
 * Every list of two or more names in the instructions: bullets, lines, or words with commas. Looks at each
 * line once: prompts are as long as their authors like.
 */
export function findNamedLists(instructions: string): NamedList[] {
  const lines = instructions.split("\n");
  const bulletRun = makeBulletRuns(lines);
  const lists: NamedList[] = [];
  let lead = "";
  for (let at = 0; at < lines.length; ) {
    const run = bulletRun(at) ?? plainRun(lines, at);
    if (run) {
      if (run.items.length >= 2) lists.push({ lead, items: run.items.slice(0, MOST_NAMES) });
      at = run.end;
      continue;
    }
    const line = lines[at] ?? "";
    lists.push(...inlineLists(line, lead));
    if (line.trim() !== "") lead = line.trim();
    at += 1;
  }
  return lists;
}

/** Whether words introduce the keys of an answer and not the values of one. */
export function speaksOfKeys(lead: string): boolean {
  return /\b(json|keys?|fields?|properties)\b/i.test(lead);
}

type Run = { items: NamedList["items"]; end: number };

/** The run of bullets that begins at a line, or null when too few of them are names. */
function makeBulletRuns(lines: readonly string[]): (from: number) => Run | null {
  const bullets = lines.map((line) => BULLET.exec(line)?.[1] ?? null);
  const items = bullets.map((text) => (text === null ? null : splitItem(text)));
  // Behind the last bullet of the run that each line is in: two runs have at most a blank line between.
  const ends = new Array<number>(lines.length).fill(0);
  const bulletsLeft = new Array<number>(lines.length + 1).fill(0);
  const itemsLeft = new Array<number>(lines.length + 1).fill(0);
  for (let at = lines.length - 1; at >= 0; at--) {
    const isBullet = bullets[at] !== null;
    const isGap =
      !isBullet && (lines[at] ?? "").trim() === "" && (bullets[at + 1] ?? null) !== null;
    const goesOn = at + 1 < lines.length && (ends[at + 1] ?? 0) > 0;
    ends[at] = isBullet ? (goesOn ? (ends[at + 1] ?? 0) : at + 1) : isGap ? (ends[at + 1] ?? 0) : 0;
    bulletsLeft[at] = (bulletsLeft[at + 1] ?? 0) + (isBullet ? 1 : 0);
    itemsLeft[at] = (itemsLeft[at + 1] ?? 0) + (items[at] ? 1 : 0);
  }
  return (from) => {
    if (bullets[from] === null || bullets[from] === undefined) return null;
    const end = ends[from] ?? 0;
    const count = (bulletsLeft[from] ?? 0) - (bulletsLeft[end] ?? 0);
    const named = (itemsLeft[from] ?? 0) - (itemsLeft[end] ?? 0);
    if (count < 2 || named < count * 0.8) return null;
    return { items: items.slice(from, end).filter((item) => item !== null), end };
  };
}

/** Lines without bullets: `name` or `name: definition`, three or more in a row. */
function plainRun(lines: readonly string[], from: number): Run | null {
  const items: NamedList["items"] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = (lines[at] ?? "").trim();
    const item = splitItem(line);
    const isHeading = line.endsWith(":") || (items.length === 0 && HEADING_WORD.test(line));
    if (!item || isHeading || !IDENTIFIER.test(item.name)) break;
    items.push(item);
  }
  return items.length >= 3 ? { items, end: at } : null;
}

function splitItem(text: string): NamedList["items"][number] | null {
  if (/(?:→|->|=>)/.test(text)) return null;
  const separator = /:|\s[–—-]\s|=/.exec(text);
  const inside = text.endsWith(")") ? text.indexOf("(") : -1;
  const name = clean(
    separator ? text.slice(0, separator.index) : inside < 0 ? text : text.slice(0, inside),
  );
  const definition = separator
    ? text.slice(separator.index + separator[0].length)
    : inside < 0
      ? ""
      : text.slice(inside + 1, -1);
  return NAME.test(name) ? { name, definition: definition.trim() } : null;
}

/** `one of: a, b, c`, `priority (low / normal / high)`, `["a", "b"]`, `"low|normal|high"`. */
function inlineLists(line: string, lead: string): NamedList[] {
  const lists: NamedList[] = [];
  for (const { before, list } of introducedLists(line)) {
    const parts = list
      .replace(/\s+/g, " ")
      .replace(/[.;] .*$|[.;]$/, "")
      .split(/ ?[,|/] ?| or | and /);
    const names = parts.map(clean).filter((part) => part !== "");
    const isList = names.length >= 2 && names.every((name) => IDENTIFIER.test(name));
    if (isList) {
      lists.push({
        lead: before.trim() === "" ? lead : before.trim(),
        items: names.map((name) => ({ name, definition: "" })),
      });
    }
  }
  if (lists.length === 0 && line.includes(",")) {
    const names = line
      .split(",")
      .map(clean)
      .filter((part) => part !== "");
    if (names.length >= 3 && names.every((name) => IDENTIFIER.test(name))) {
      lists.push({ lead, items: names.map((name) => ({ name, definition: "" })) });
    }
  }
  return lists;
}

/** What stands behind each colon, bracket or “one of”, and the words before it. */
function introducedLists(line: string): { before: string; list: string }[] {
  const lists: { before: string; list: string }[] = [];
  for (let at = 0; at < line.length; ) {
    const stop = indexOfAny(line, ":([{.", at);
    const isOpening = ":([".includes(line[stop] ?? ".");
    const words = isOpening ? undefined : lastIntroduction(line, at, stop);
    if (!isOpening && !words) {
      at = stop + 1;
      continue;
    }
    const from = words ? words.end : stop + 1;
    const end = indexOfAny(line, ":()[]{}", from);
    lists.push({
      before: line.slice(at, words ? words.start : stop),
      list: line.slice(from, end).trim(),
    });
    at = end;
  }
  return lists;
}

function lastIntroduction(line: string, from: number, to: number) {
  const phrase = [...line.slice(from, to).matchAll(/\b(?:one of|either)\b/gi)].at(-1);
  return phrase && { start: from + phrase.index, end: from + phrase.index + phrase[0].length };
}

function indexOfAny(text: string, characters: string, from: number): number {
  for (let at = from; at < text.length; at++) if (characters.includes(text[at] ?? "")) return at;
  return text.length;
}

// By hand: an expression that ends in `$` looks to the end from every place in a text.
function clean(text: string): string {
  const words = text.trim().replace(/^(?:and|or)\s+/i, "");
  let start = 0;
  let end = words.length;
  while (start < end && (OPENING.includes(words[start] ?? "") || isSpace(words[start]))) start++;
  while (end > start && (CLOSING.includes(words[end - 1] ?? "") || isSpace(words[end - 1]))) end--;
  while (end > start && ".,;".includes(words[end - 1] ?? "")) end--;
  return words.slice(start, end);
}

const isSpace = (character: string | undefined): boolean => character?.trim() === "";
