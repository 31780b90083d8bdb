/**
 * A `{{ path }}` in a text. Offsets are UTF-16 code units, `end` is exclusive; `line` and
 * `column` count from 1, as editors do.
 */
export interface TemplateMark {
  name: string;
  path: string[];
  start: number;
  end: number;
  line: number;
  column: number;
}

export interface TemplateProblem {
  code: "malformed" | "unclosed";
  message: string;
  start: number;
  end: number;
  line: number;
  column: number;
}

export interface TemplateScan {
  marks: TemplateMark[];
  problems: TemplateProblem[];
  /** Offsets of a backslash that keeps the `{{` behind it literal. */
  escapes: number[];
}

const namePattern = /^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*$/u;

/** Whether a name may stand between the braces: `ticket`, `customer.tier`, `items.0`. */
export function isVariableName(name: string): boolean {
  return namePattern.test(name);
}

/**
 * Finds every `{{ path }}`. There is no logic, and nothing else in a text means anything: single
 * braces and JSON stay as they are. Of three or more opening braces the last two open the mark,
 * so `{{{id}}}` is a variable inside a JSON object. A mark ends on its own line. `\{{` is a
 * literal `{{`. Takes time in proportion to the text, whatever is in it.
 */
export function scanTemplate(text: string): TemplateScan {
  const scan: TemplateScan = { marks: [], problems: [], escapes: [] };
  let line = 1;
  let lineStart = 0;
  let lineEnd = indexOf(text, "\n", 0);
  let open = text.indexOf("{{");
  while (open !== -1) {
    while (text[open + 2] === "{") open += 1;
    while (lineEnd < open) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = indexOf(text, "\n", lineStart);
    }
    const next = text.indexOf("{{", open + 2);
    if (text[open - 1] === "\\") {
      scan.escapes.push(open - 1);
    } else {
      const stop = Math.min(lineEnd, next === -1 ? text.length : next);
      const place = { start: open, line, column: open - lineStart + 1 };
      readMark(text.slice(open + 2, stop), place, scan);
    }
    open = next;
  }
  return scan;
}

/** `inside` reaches from behind the braces to the end of the line or the next braces. */
function readMark(
  inside: string,
  place: { start: number; line: number; column: number },
  scan: TemplateScan,
): void {
  const close = inside.indexOf("}}");
  if (close === -1) {
    const word = /^[^\S\n]*[\p{L}\p{N}_.-]*/u.exec(inside)?.[0].trimEnd() ?? "";
    const message = `“{{${word}” is never closed. Add }} on the same line, or write \\{{ for plain braces.`;
    scan.problems.push({ code: "unclosed", message, end: place.start + 2 + word.length, ...place });
    return;
  }
  const end = place.start + 2 + close + 2;
  const name = inside.slice(0, close).trim();
  if (isVariableName(name)) {
    scan.marks.push({ name, path: name.split("."), end, ...place });
    return;
  }
  const shown = name.length > 60 ? `${name.slice(0, 59)}…` : name;
  const message =
    name === ""
      ? "The braces are empty. Write a variable's name between them, or \\{{ for plain braces."
      : `“${shown}” cannot be a variable's name: use letters, digits, _ and -, with dots between parts. Write \\{{ for plain braces.`;
  scan.problems.push({ code: "malformed", message, end, ...place });
}

function indexOf(text: string, search: string, from: number): number {
  const at = text.indexOf(search, from);
  return at === -1 ? text.length : at;
}
