export interface Inline {
  kind: "text" | "code" | "strong" | "em" | "link";
  text: string;
  /** Of a link, http or https. */
  href?: string;
}

export type Block =
  | { kind: "paragraph" | "heading" | "quote"; text: string }
  | { kind: "code"; text: string }
  | { kind: "list"; isOrdered: boolean; items: string[] };

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6} +(.+?)(?: +#+)?$/;
const ITEM = /^ {0,3}(?:[-*+]|(\d{1,9})[.)]) +(.*)$/;
const QUOTE = /^ {0,3}> ?(.*)$/;

/**
 * The part of Markdown that people write in comments and notes: paragraphs, headings, lists, quotes, fenced
 * code. No HTML, no images and no tables; what is not known stays the text that it is.
 */
export function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  let isOpen = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const last = blocks.at(-1);
    const fence = FENCE.exec(line)?.[1];
    if (fence) {
      const end = lines.findIndex((each, i) => i > at && each.trim().startsWith(fence));
      const until = end < 0 ? lines.length : end;
      blocks.push({ kind: "code", text: lines.slice(at + 1, until).join("\n") });
      at = until;
      isOpen = false;
      continue;
    }
    if (line.trim() === "") {
      isOpen = false;
      continue;
    }
    const heading = HEADING.exec(line)?.[1];
    const item = ITEM.exec(line);
    const quote = QUOTE.exec(line)?.[1];
    if (heading !== undefined) {
      blocks.push({ kind: "heading", text: heading });
      isOpen = false;
    } else if (item) {
      const isOrdered = item[1] !== undefined;
      if (last?.kind === "list" && last.isOrdered === isOrdered) last.items.push(item[2] ?? "");
      else blocks.push({ kind: "list", isOrdered, items: [item[2] ?? ""] });
      isOpen = true;
    } else if (quote !== undefined) {
      if (isOpen && last?.kind === "quote") last.text += `\n${quote}`;
      else blocks.push({ kind: "quote", text: quote });
      isOpen = true;
    } else if (isOpen && last?.kind === "list") {
      last.items.push(`${last.items.pop() ?? ""}\n${line.trim()}`);
    } else if (isOpen && last?.kind === "paragraph") {
      last.text += `\n${line}`;
    } else {
      blocks.push({ kind: "paragraph", text: line });
      isOpen = true;
    }
  }
  return blocks;
}

// Each alternative stops at its own mark, so that no text takes more than one look per character.
const INLINE =
  /\\([\\`*_[\]<>])|`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])|\[([^\]\n]{1,300})\]\((https?:\/\/[^\s()]{1,2000})\)|(https?:\/\/[^\s<>()]{1,2000}(?<![.,;:!?]))/g;

/** Code, strong, emphasis and links to http and https; everything else is text. */
export function markdownInline(text: string): Inline[] {
  const parts: Inline[] = [];
  const say = (piece: string) => {
    const last = parts.at(-1);
    if (last?.kind === "text") last.text += piece;
    else if (piece) parts.push({ kind: "text", text: piece });
  };
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, escaped, code, strong, em, label, href, url] = match;
    say(text.slice(from, match.index));
    from = match.index + whole.length;
    if (escaped) say(escaped);
    else if (code) parts.push({ kind: "code", text: code });
    else if (strong) parts.push({ kind: "strong", text: strong });
    else if (em) parts.push({ kind: "em", text: em });
    else if (label && href) parts.push({ kind: "link", text: label, href });
    else if (url) parts.push({ kind: "link", text: url, href: url });
  }
  say(text.slice(from));
  return parts;
}
