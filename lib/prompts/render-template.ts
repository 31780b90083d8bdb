import type { ChatMessage } from "@/lib/providers/contract";
import { scanTemplate, type TemplateProblem } from "./scan-template";
import type { PromptMessage } from "./version-contract";

export type Variables = Readonly<Record<string, unknown>>;

export type RenderedText =
  | { ok: true; text: string }
  | { ok: false; missing: string[]; problems: TemplateProblem[] };

export type RenderedMessages =
  | { ok: true; messages: ChatMessage[] }
  | { ok: false; missing: string[]; problems: (TemplateProblem & { message: string })[] };

/**
 * The value that a name stands for, or `undefined`. A variable whose own name is the whole path
 * wins over a nested one; only own properties count, so `constructor` and `length` are never
 * found by accident.
 */
export function lookUpVariable(variables: Variables, name: string): unknown {
  if (Object.hasOwn(variables, name)) return variables[name];
  let value: unknown = variables;
  for (const key of name.split(".")) {
    if (typeof value !== "object" || value === null) return undefined;
    if (Array.isArray(value) ? !/^\d+$/.test(key) : false) return undefined;
    if (!Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Text stays as it is, objects and lists become JSON. `undefined` and `null` are missing. */
export function renderValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

/** Fills a text in one pass: braces inside a value are text, never marks. */
export function renderText(text: string, variables: Variables): RenderedText {
  const scan = scanTemplate(text);
  const missing = new Set<string>();
  const cuts: { start: number; end: number; value: string }[] = [];
  for (const mark of scan.marks) {
    const value = renderValue(lookUpVariable(variables, mark.name));
    if (value === undefined) missing.add(mark.name);
    else cuts.push({ start: mark.start, end: mark.end, value });
  }
  if (missing.size > 0 || scan.problems.length > 0)
    return { ok: false, missing: [...missing], problems: scan.problems };
  for (const at of scan.escapes) cuts.push({ start: at, end: at + 1, value: "" });
  cuts.sort((a, b) => a.start - b.start);
  let rendered = "";
  let from = 0;
  for (const cut of cuts) {
    rendered += text.slice(from, cut.start) + cut.value;
    from = cut.end;
  }
  return { ok: true, text: rendered + text.slice(from) };
}

/**
 * The messages to send. A placeholder becomes the messages given for it in `history`, untouched,
 * or nothing when there are none yet. Every missing variable is named, not only the first.
 */
export function renderMessages(
  content: { messages: readonly PromptMessage[] },
  variables: Variables,
  options: { history?: Readonly<Record<string, readonly ChatMessage[]>> } = {},
): RenderedMessages {
  const messages: ChatMessage[] = [];
  const missing = new Set<string>();
  const problems: TemplateProblem[] = [];
  for (const message of content.messages) {
    if ("placeholder" in message) {
      const { history } = options;
      if (history && Object.hasOwn(history, message.placeholder))
        messages.push(...(history[message.placeholder] ?? []));
      continue;
    }
    const rendered = renderText(message.content, variables);
    if (rendered.ok) messages.push({ role: message.role, content: rendered.text });
    else {
      for (const name of rendered.missing) missing.add(name);
      problems.push(...rendered.problems);
    }
  }
  if (missing.size > 0 || problems.length > 0)
    return { ok: false, missing: [...missing], problems };
  return { ok: true, messages };
}
