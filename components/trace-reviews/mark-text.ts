export interface MarkedPart {
  text: string;
  isMarked: boolean;
}

/** A text cut at the passages that detectors go by, whatever their case; overlaps are one mark. */
export function markText(text: string, marks: readonly string[]): MarkedPart[] {
  const lower = text.toLowerCase();
  const isSafe = lower.length === text.length;
  const spans = marks
    .filter((mark) => mark.length > 1)
    .flatMap((mark) => {
      const at = isSafe ? lower.indexOf(mark.toLowerCase()) : text.indexOf(mark);
      return at < 0 ? [] : [{ start: at, end: at + mark.length }];
    })
    .sort((one, two) => one.start - two.start);
  const parts: MarkedPart[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    if (end <= from) continue;
    if (start > from) parts.push({ text: text.slice(from, start), isMarked: false });
    parts.push({ text: text.slice(Math.max(start, from), end), isMarked: true });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMarked: false });
  return parts;
}
