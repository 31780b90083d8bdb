/** A cell of promptfoo's result table: its verdict, the output in it, or the error that there was instead. */
export interface PromptfooCell {
  output: string | null;
  error: string | null;
}

const MARK = /^\[(PASS|FAIL|ERROR)\](?: \(-?[\d.]+\))?\s?\s*/;
const SEPARATOR = "\n---\n";

export const hasPromptfooMark = (text: string): boolean => MARK.test(text);

/**
 * The output without promptfoo's marks. A failure's reason quotes what was expected: left in, it would make
 * `contains` pass. Newer files have the mark alone; older ones put the reason before the output and after it.
 */
export function parsePromptfooCell(text: string): PromptfooCell {
  const normal = text.replaceAll("\r\n", "\n");
  const [mark = "", word] = MARK.exec(normal) ?? [];
  const rest = normal.slice(mark.length);
  if (word === "ERROR") return { output: null, error: rest.trim() || "promptfoo had an error." };
  if (!word) return { output: text, error: null };
  const ending = word === "PASS" ? "\n\nPass Reason: " : "\n\nFail Reason: ";
  const end = rest.lastIndexOf(ending);
  // An empty output leaves the reason at the very beginning.
  const isOnlyReason = end < 0 && rest.startsWith(ending.trimStart());
  if (isOnlyReason) return { output: "", error: null };
  const body = end < 0 ? rest : rest.slice(0, end);
  if (word === "PASS") return { output: body, error: null };
  const reason = end < 0 ? null : rest.slice(end + ending.length).trimEnd();
  if (reason !== null && body.startsWith(`${reason}${SEPARATOR}`)) {
    return { output: body.slice(reason.length + SEPARATOR.length), error: null };
  }
  const at = body.indexOf(SEPARATOR);
  return { output: at < 0 ? body : body.slice(at + SEPARATOR.length), error: null };
}

/** promptfoo heads a column of outputs with the whole prompt as JSON: a name for people. */
export function namePromptfooColumns(columns: readonly string[]): Map<string, string> {
  const prompts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const column of columns) {
    const head = parseHead(column);
    if (!head) continue;
    const prompt = prompts.get(head.raw) ?? prompts.size + 1;
    prompts.set(head.raw, prompt);
    const name = `${head.provider}, prompt ${prompt}`;
    const isTaken = columns.includes(name) || [...names.values()].includes(name);
    names.set(column, isTaken ? `${name}, column ${columns.indexOf(column) + 1}` : name);
  }
  return names;
}

function parseHead(column: string): { raw: string; provider: string } | null {
  if (!column.startsWith("{")) return null;
  try {
    const { raw, provider } = JSON.parse(column) as { raw?: unknown; provider?: unknown };
    return typeof raw === "string" ? { raw, provider: String(provider ?? "promptfoo") } : null;
  } catch {
    return null;
  }
}
