/**
 * How quotations begin and end: straight, English, German and Polish, French and Swiss, Danish, single ones, and
 * Japanese. A straight mark closes what a straight mark opens; a quotation never spans a blank line.
 */
const MARKS: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ["“", "”"],
  ["„", "“”"],
  ["”", "”"],
  ["«", "»"],
  ["»", "«"],
  ["‹", "›"],
  ["›", "‹"],
  ["「", "」"],
  ["『", "』"],
];
const SINGLE_MARKS: readonly (readonly [open: string, close: string])[] = [
  ["‘", "’"],
  ["‚", "‘’"],
];

const LETTER = /[\p{L}\p{N}]/u;

/** Every quoted span of a text, in order, without its marks; a quotation inside another is part of it. */
export function findQuotedSpans(text: string): string[] {
  const spans: string[] = [];
  for (const paragraph of text.split(/\n\s*\n/)) {
    const findClosing = makeClosingSearch(paragraph);
    for (let at = 0; at < paragraph.length; at++) {
      const end = findClosing(at);
      if (end === null) continue;
      const span = paragraph.slice(at + 1, end).trim();
      if (LETTER.test(span)) spans.push(span);
      at = end;
    }
  }
  return spans;
}

/**
 * Where the quotation that begins at a place ends; null when none does. Looks at each character once for each kind
 * of mark, however many quotations are opened and never closed.
 */
function makeClosingSearch(text: string): (start: number) => number | null {
  const next = new Map<string, number>();
  const findNext = (marks: string, from: number, isEnd: (at: number) => boolean) => {
    let at = next.get(marks) ?? 0;
    if (at < from) {
      at = from;
      while (at < text.length && !(marks.includes(text[at] ?? "") && isEnd(at))) at += 1;
      next.set(marks, at);
    }
    return at < text.length ? at : null;
  };
  // The closing single mark is the apostrophe too: one between letters ends nothing.
  const isNoApostrophe = (at: number) => !LETTER.test(text[at + 1] ?? "");
  return (start) => {
    const mark = text[start] ?? "";
    const [, close] = MARKS.find(([open]) => open === mark) ?? [];
    if (close !== undefined) return findNext(close, start + 1, () => true);
    const [, single] = SINGLE_MARKS.find(([open]) => open === mark) ?? [];
    return single === undefined ? null : findNext(single, start + 1, isNoApostrophe);
  };
}

/** What a quotation may leave out: “… and so on […] the end”. */
const ELLIPSIS = /\s*(?:\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,}|…)\s*/;

/** Whether all parts of a quotation occur in the normalised source, in their order. */
export function isQuotedFrom(span: string, normalSource: string): boolean {
  let from = 0;
  for (const part of span.split(ELLIPSIS)) {
    const quote = normalizeQuote(part).replace(/^[\s.,;:!?'-]+|[\s.,;:!?'-]+$/g, "");
    if (quote === "") continue;
    const at = normalSource.indexOf(quote, from);
    if (at < 0) return false;
    from = at + quote.length;
  }
  return true;
}

/** White space, case, marks and dashes are the writer's; letters are the source's. */
export const normalizeQuote = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2018\u2019\u201a\u2039\u203a\u02bc`\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\u300e\u300f]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u00ad\u200b\ufeff]/g, "")
    .replace(/\s+/g, " ");
