import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { listVariables } from "@/lib/prompts/template/list-variables";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import type { ChatMessage } from "@/lib/providers/contract";
import type { TryPromptInput } from "@/lib/runs/try/try-contract";

type Input = VisibleCase["input"];

/** Something to fill in before a try. */
export interface TryField {
  name: string;
  kind: "variable" | "placeholder";
  /** The draft does without it; only the version beside it needs it. */
  isOnlyCompared: boolean;
}

/** One field for what the draft or the version beside it needs: variables, then placeholders. */
export function tryFields(
  draft: readonly PromptMessage[],
  compared: readonly PromptMessage[],
): TryField[] {
  const messages = [...draft, ...compared];
  const draftNames = new Set([...inputNames(draft), ...placeholderNames(draft)]);
  const variables = inputNames(messages);
  const placeholders = new Set(
    placeholderNames(messages).filter((name) => !variables.includes(name)),
  );
  const field = (kind: TryField["kind"]) => (name: string) => ({
    name,
    kind,
    isOnlyCompared: !draftNames.has(name),
  });
  return [...variables.map(field("variable")), ...[...placeholders].map(field("placeholder"))];
}

/** What a case has no value for. A placeholder may stay empty, so it is no lack. */
export function lacking(fields: readonly TryField[], input: Input): TryField[] {
  return fields.filter(({ name, kind }) => kind === "variable" && !Object.hasOwn(input, name));
}

/** What was typed into the fields, as the API takes it. */
export function typedInput(
  fields: readonly TryField[],
  values: Readonly<Record<string, string>>,
): Pick<TryPromptInput, "variables" | "history"> {
  const named = (kind: TryField["kind"]) => fields.filter((field) => field.kind === kind);
  const typed = named("variable").filter(({ name }) => values[name]);
  const placeholders = named("placeholder");
  return {
    variables: Object.fromEntries(typed.map(({ name }) => [name, typedValue(values[name] ?? "")])),
    ...(placeholders.length > 0
      ? {
          history: Object.fromEntries(
            placeholders.map(({ name }) => [name, parseHistory(values[name] ?? "")]),
          ),
        }
      : {}),
  };
}

/** A value can only be given for the name before a dot. */
function inputNames(messages: readonly PromptMessage[]): string[] {
  return [...new Set(listVariables(messages).map(({ name }) => name.split(".")[0] ?? name))];
}

function placeholderNames(messages: readonly PromptMessage[]): string[] {
  return messages.flatMap((message) => ("placeholder" in message ? [message.placeholder] : []));
}

/** A case's value as it stands in a text field. */
export function shownValue(value: Input[string] | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What was typed: an object or a list when it is written as one, else text. */
export function typedValue(text: string): Input[string] {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Input[string];
  } catch {
    return text;
  }
}

/** `user: …` and `assistant: …`, each going on until the next; text before the first is the user's. */
export function parseHistory(text: string): ChatMessage[] {
  const messages: ChatMessage[] = [];
  for (const line of text.split("\n")) {
    const [, role, rest] = /^(user|assistant|system):\s?(.*)$/.exec(line) ?? [];
    const last = messages.at(-1);
    if (role === "user" || role === "assistant" || role === "system")
      messages.push({ role, content: rest ?? "" });
    else if (last) last.content += `\n${line}`;
    else if (line.trim() !== "") messages.push({ role: "user", content: line });
  }
  return messages.map((message) => ({ ...message, content: message.content.trim() }));
}
