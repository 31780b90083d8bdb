/** A list of names found in a prompt, with what each means, and the words that introduce the list. */
export type NamedList = { lead: string; items: { name: string; definition: string }[] };

const BULLET = /^\s*(?:[-*•]|\d{1,3}[.)])\s+(.*)$/;
const QUOTES = /^[\s"'`*“”‘’[(]+|[\s"'`*“”‘’\])]+$/g;
const NAME = /^[\p{L}][\p{L}\p{N}_/&?+'’-]*(?: [\p{L}\p{N}_/&?+'’-]+){0,4}$/u;
const HEADING_WORD = /^(labels|categories|intents|classes|topics|options|types)$/i;
const IDENTIFIER = /^[\p{L}][\p{L}\p{N}_-]*\??$/u;

/** Every list of two or more names in the instructions: bullets, lines, or words with commas. */
export function findNamedLists(instructions: string): NamedList[] {
  const lines = instructions.split("\n");
  const lists: NamedList[] = [];
  let lead = "";
  for (let at = 0; at < lines.length; ) {
    const run = bulletRun(lines, at) ?? plainRun(lines, at);
    if (run) {
      if (run.items.length >= 2) lists.push({ lead, items: run.items });
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

function bulletRun(lines: readonly string[], from: number): Run | null {
  const items: NamedList["items"] = [];
  let at = from;
  let bullets = 0;
  while (at < lines.length) {
    const text = BULLET.exec(lines[at] ?? "")?.[1];
    if (text === undefined) {
      const isGap =
        (lines[at] ?? "").trim() === "" && BULLET.test(lines[at + 1] ?? "") && bullets > 0;
      if (!isGap) break;
      at += 1;
      continue;
    }
    bullets += 1;
    const item = splitItem(text);
    if (item) items.push(item);
    at += 1;
  }
  return bullets >= 2 && items.length >= bullets * 0.8 ? { items, end: at } : null;
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
  const separator = /\s*(?::|\s[–—-]\s|=)\s*/.exec(text);
  const name = clean(separator ? text.slice(0, separator.index) : text.replace(/\s*\(.*\)$/, ""));
  const definition = separator
    ? text.slice(separator.index + separator[0].length)
    : (/\((.*)\)$/.exec(text)?.[1] ?? "");
  return NAME.test(name) ? { name, definition: definition.trim() } : null;
}

/** `one of: a, b, c`, `priority (low / normal / high)`, `["a", "b"]`, `"low|normal|high"`. */
function inlineLists(line: string, lead: string): NamedList[] {
  const found: NamedList[] = [];
  for (const [, before = "", list = ""] of line.matchAll(
    /([^:([{.]*)(?::|\(|\[|\bone of\b|\beither\b)\s*([^:()[\]{}]*)/gi,
  )) {
    const parts = list.replace(/[.;]\s.*$|[.;]$/, "").split(/\s*[,|/]\s*|\s+or\s+|\s+and\s+/);
    const names = parts.map(clean).filter((part) => part !== "");
    const isList = names.length >= 2 && names.every((name) => IDENTIFIER.test(name));
    if (isList) {
      found.push({
        lead: before.trim() === "" ? lead : before.trim(),
        items: names.map((name) => ({ name, definition: "" })),
      });
    }
  }
  if (found.length === 0 && line.includes(",")) {
    const names = line
      .split(",")
      .map(clean)
      .filter((part) => part !== "");
    if (names.length >= 3 && names.every((name) => IDENTIFIER.test(name))) {
      found.push({ lead, items: names.map((name) => ({ name, definition: "" })) });
    }
  }
  return found;
}

function clean(text: string): string {
  return text
    .trim()
    .replace(/^(?:and|or)\s+/i, "")
    .replace(QUOTES, "")
    .replace(/[.,;]+$/, "");
}
