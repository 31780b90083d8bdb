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

/**
 * promptfoo heads a column of outputs with the whole prompt as JSON: a name for people, of its provider and
 * which prompt this is among those that the provider got. The texts can be all the same, as of a file of functions.
 */
export function namePromptfooColumns(columns: readonly string[]): Map<string, string> {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const column of columns) {
    const provider = providerOf(column);
    if (provider === null) continue;
    const count = (counts.get(provider) ?? 0) + 1;
    counts.set(provider, count);
    names.set(column, `${provider}, prompt ${count}`);
  }
  return names;
}

function providerOf(column: string): string | null {
  if (!column.startsWith("{")) return null;
  try {
    const { raw, provider } = JSON.parse(column) as { raw?: unknown; provider?: unknown };
    return typeof raw === "string" ? String(provider ?? "promptfoo") : null;
  } catch {
    return null;
  }
}
