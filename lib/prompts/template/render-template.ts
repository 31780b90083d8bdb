import { formatFixed } from "@/lib/format-number";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import type { ChatMessage } from "@/lib/providers/contract";
import { scanTemplate, type TemplateProblem } from "./scan-template";

export type Variables = Readonly<Record<string, unknown>>;

export type RenderedText =
  | { ok: true; text: string }
  | { ok: false; missing: string[]; problems: TemplateProblem[] };

/** `characters`: of all messages together, when they are more than can be sent. */
export type RenderedMessages =
  | { ok: true; messages: ChatMessage[] }
  | { ok: false; missing: string[]; problems: TemplateProblem[]; characters: number | null };

/** A prompt larger than this fits no model, and a few marks for one long value would fill the memory. */
export const MAX_RENDERED = 2_000_000;

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
  const { missing, problems, fill } = planText(text, makeValues(variables));
  if (missing.length > 0 || problems.length > 0) return { ok: false, missing, problems };
  return { ok: true, text: fill() };
}

/**
 * The messages to send. A placeholder becomes the messages given for it in `history`, untouched,
 * or nothing when there are none yet. Every missing variable is named, not only the first. The size of all
 * of them is known before any is filled.
 */
export function renderMessages(
  content: { messages: readonly PromptMessage[] },
  variables: Variables,
  options: { history?: Readonly<Record<string, readonly ChatMessage[]>> } = {},
): RenderedMessages {
  const valueFor = makeValues(variables);
  const plans: { characters: number; fill: () => ChatMessage }[] = [];
  const missing = new Set<string>();
  const problems: TemplateProblem[] = [];
  for (const message of content.messages) {
    if ("placeholder" in message) {
      const { history } = options;
      if (history && Object.hasOwn(history, message.placeholder)) {
        for (const turn of history[message.placeholder] ?? []) {
          plans.push({ characters: turn.content.length, fill: () => turn });
        }
      }
      continue;
    }
    const { fill, characters, ...wrong } = planText(message.content, valueFor);
    for (const name of wrong.missing) missing.add(name);
    problems.push(...wrong.problems);
    plans.push({ characters, fill: () => ({ role: message.role, content: fill() }) });
  }
  const characters = plans.reduce((sum, plan) => sum + plan.characters, 0);
  const isTooLarge = characters > MAX_RENDERED;
  if (missing.size > 0 || problems.length > 0 || isTooLarge) {
    return {
      ok: false,
      missing: [...missing],
      problems,
      characters: isTooLarge ? characters : null,
    };
  }
  return { ok: true, messages: plans.map(({ fill }) => fill()) };
}

/** Why a prompt of so many characters cannot be sent, as people read it. */
export function tooLargeToRender(characters: number): string {
  const size = formatFixed(characters / 1e6, characters < 10e6 ? 1 : 0);
  return `The prompt renders to ${size} MB, and at most ${MAX_RENDERED / 1e6} MB can be sent. Use a shorter value, or use the variable fewer times.`;
}

/** Each value is written once, however often it is named. */
function makeValues(variables: Variables) {
  const values = new Map<string, string | undefined>();
  return (name: string): string | undefined => {
    if (!values.has(name)) values.set(name, renderValue(lookUpVariable(variables, name)));
    return values.get(name);
  };
}

function planText(text: string, valueFor: (name: string) => string | undefined) {
  const { marks, problems, escapes } = scanTemplate(text);
  const missing = new Set<string>();
  const cuts: { start: number; end: number; value: string }[] = [];
  for (const { name, start, end } of marks) {
    const value = valueFor(name);
    if (value === undefined) missing.add(name);
    else cuts.push({ start, end, value });
  }
  for (const at of escapes) cuts.push({ start: at, end: at + 1, value: "" });
  const characters = cuts.reduce(
    (sum, { start, end, value }) => sum + value.length - (end - start),
    text.length,
  );
  const fill = () => {
    cuts.sort((a, b) => a.start - b.start);
    let rendered = "";
    let from = 0;
    for (const { start, end, value } of cuts) {
      rendered += text.slice(from, start) + value;
      from = end;
    }
    return rendered + text.slice(from);
  };
  return { missing: [...missing], problems, characters, fill };
}
