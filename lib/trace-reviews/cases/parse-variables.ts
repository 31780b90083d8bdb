import { scanTemplate } from "@/lib/prompts/template/scan-template";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import type { Message } from "@/lib/traces/span";

/**
 * What a template's variables stood for, read from the messages that it became: the text between two fixed
 * parts. Nothing when the messages do not fit the template, or when two variables touch and nobody can tell
 * where one ends.
 */
export function parseVariables(
  template: readonly PromptMessage[],
  rendered: readonly Message[],
): Record<string, string> {
  const written = template.flatMap((message) => ("placeholder" in message ? [] : [message]));
  const values: Record<string, string> = {};
  for (const { role, content } of written) {
    for (const message of rendered) {
      if (message.role !== role) continue;
      const read = readText(content, message.content);
      if (!read) continue;
      for (const [name, value] of Object.entries(read)) values[name] ??= value;
      break;
    }
  }
  return values;
}

/** null: this text did not come from this template. */
function readText(template: string, text: string): Record<string, string> | null {
  const { marks, escapes } = scanTemplate(template);
  const parts: string[] = [];
  let from = 0;
  const literal = (start: number, end: number) => {
    const cut = escapes.filter((at) => at >= start && at < end);
    return [...cut, end].reduce(
      ({ part, at }, stop) => ({ part: part + template.slice(at, stop), at: stop + 1 }),
      { part: "", at: start },
    ).part;
  };
  for (const { start, end } of marks) {
    parts.push(literal(from, start));
    from = end;
  }
  parts.push(literal(from, template.length));
  const [head = "", ...rest] = parts;
  if (!text.startsWith(head)) return null;
  const values: Record<string, string> = {};
  let at = head.length;
  for (const [index, part] of rest.entries()) {
    const isLast = index === rest.length - 1;
    if (part === "" && !isLast) return null;
    const stop = isLast ? lastStop(text, part) : text.indexOf(part, at);
    if (stop < at) return null;
    const name = marks[index]?.name ?? "";
    const value = text.slice(at, stop);
    if (Object.hasOwn(values, name) && values[name] !== value) return null;
    values[name] = value;
    at = stop + part.length;
  }
  return at === text.length ? values : null;
}

const lastStop = (text: string, part: string): number =>
  text.endsWith(part) ? text.length - part.length : -1;
