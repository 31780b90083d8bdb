import { scanTemplate } from "@/lib/prompts/template/scan-template";

export interface MarkedPart {
  text: string;
  /** The variable that this part was filled in for; null for the version's own words. */
  variable: string | null;
}

/** Longer texts are shown without marks rather than searched. */
const LONGEST = 100_000;

/**
 * Finds in a message that was sent what each variable of the version's message stood for. Null when the
 * text is not the version's: the application sent something else.
 */
export function markVariables(template: string, sent: string): MarkedPart[] | null {
  if (template.length > LONGEST || sent.length > LONGEST) return null;
  const { marks, escapes, problems } = scanTemplate(template);
  if (problems.length > 0) return null;
  const literal = (start: number, end: number) => {
    let text = "";
    let from = start;
    for (const at of escapes) {
      if (at < start || at >= end) continue;
      text += template.slice(from, at);
      from = at + 1;
    }
    return text + template.slice(from, end);
  };
  const parts: MarkedPart[] = [];
  const add = (text: string, variable: string | null) => {
    if (text) parts.push({ text, variable });
  };
  const first = literal(0, marks[0]?.start ?? template.length);
  if (!sent.startsWith(first)) return null;
  add(first, null);
  let at = first.length;
  for (const [index, mark] of marks.entries()) {
    const next = marks[index + 1];
    const after = literal(mark.end, next?.start ?? template.length);
    // The last words stand at the end: a value may hold them, too.
    const matches = next
      ? sent.indexOf(after, at)
      : sent.endsWith(after)
        ? sent.length - after.length
        : -1;
    if (matches < at) return null;
    add(sent.slice(at, matches), mark.name);
    add(after, null);
    at = matches + after.length;
  }
  return at === sent.length ? parts : null;
}
