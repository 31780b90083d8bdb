import { parse } from "csv-parse/sync";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { parseStructured } from "./parse-structured";
import { plainPath, type UploadedFiles } from "./uploaded-files";

export interface PromptMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

/** A prompt of a configuration: its messages, or why it cannot become a version here. */
export interface ForeignPrompt {
  label: string;
  messages: PromptMessage[];
  problem: string | null;
}

const MOST_PROMPTS = 50;

/** The prompts of a configuration: texts, files of texts and of chats, objects with a label. */
export function parsePrompts(value: JsonValue | undefined, files: UploadedFiles): ForeignPrompt[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : named(value);
  return list.flatMap((one) => readPrompt(one, files)).slice(0, MOST_PROMPTS);
}

/** `{ "prompt1.txt": "label" }` is an older form of a list. */
const named = (value: JsonValue): JsonValue[] =>
  isJsonObject(value) && !("id" in value) && !("raw" in value)
    ? Object.entries(value).map(([id, label]) => ({ id, label }))
    : [value];

function readPrompt(value: JsonValue, files: UploadedFiles): ForeignPrompt[] {
  if (typeof value === "string") return readReference(value, null, files);
  if (!isJsonObject(value)) return [unreadable("prompt", "It is neither a text nor an object.")];
  const label = typeof value.label === "string" ? value.label : null;
  if (typeof value.raw === "string") return [promptOf(value.raw, label ?? value.raw)];
  return typeof value.id === "string"
    ? readReference(value.id, label, files)
    : [unreadable(label ?? "prompt", "It has neither raw nor id.")];
}

const CODE = /\.(?:py|js|cjs|mjs|ts|rb|sh|exe)(?::[\w.$]+)?$/;
const FILE = /\.(?:txt|md|j2|json|jsonl|ya?ml|csv)$/;

function readReference(text: string, label: string | null, files: UploadedFiles): ForeignPrompt[] {
  const isFile =
    text.startsWith("file://") || (!/[\n{]/.test(text) && (FILE.test(text) || CODE.test(text)));
  if (/^(?:langfuse|portkey|helicone|exec|http|https):\/?\/?/.test(text) && !/\s/.test(text)) {
    return [unreadable(label ?? text, "It lives in another tool.")];
  }
  if (!isFile) return [promptOf(text, label ?? text)];
  if (CODE.test(text)) {
    return [unreadable(label ?? plainPath(text), "A program makes it, which does not run here.")];
  }
  return files.list(text).flatMap((path) => {
    const content = files.read(path);
    if (content === null) return [unreadable(label ?? path, `${path} was not uploaded.`)];
    return readFile(path, content, label);
  });
}

function readFile(path: string, content: string, label: string | null): ForeignPrompt[] {
  if (/\.csv$/.test(path)) {
    const rows = parseRows(content);
    if (rows === null) return [unreadable(label ?? path, `${path} is not a readable CSV file.`)];
    return rows.flatMap(({ prompt, label: rowLabel }) =>
      typeof prompt === "string" ? [promptOf(prompt, String(rowLabel ?? label ?? prompt))] : [],
    );
  }
  if (/\.jsonl$/.test(path)) {
    const lines = content.split("\n").filter((line) => line.trim() !== "");
    return lines.map((line, index) => promptOf(line, `${label ?? path} ${index + 1}`));
  }
  if (!/\.(?:txt|md)$/.test(path)) return [promptOf(content, label ?? path)];
  const parts = content.split(/^---\s*$/m).filter((part) => part.trim() !== "");
  return parts.map((part, index) =>
    promptOf(part.trim(), parts.length > 1 ? `${label ?? path} ${index + 1}` : (label ?? path)),
  );
}

function parseRows(text: string): JsonObject[] | null {
  try {
    return parse(text, {
      columns: true,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
    }) as JsonObject[];
  } catch {
    return null;
  }
}

function promptOf(text: string, label: string): ForeignPrompt {
  const name = label.split("\n")[0]?.slice(0, 80) ?? "prompt";
  if (/\{%/.test(text)) {
    return unreadable(name, "Its template has statements ({% … %}), which prompts here do not.");
  }
  return {
    label: name,
    messages: chatOf(text) ?? [{ role: "user", content: text }],
    problem: null,
  };
}

/** A chat as a JSON list of messages, or as their YAML; null: it is one text. */
function chatOf(text: string): PromptMessage[] | null {
  const messages = parsedList(text);
  if (!messages) return null;
  const chat = messages.map((message) => {
    if (!isJsonObject(message) || typeof message.content !== "string") return null;
    const role = message.role === "developer" ? "system" : message.role;
    return role === "system" || role === "user" || role === "assistant"
      ? { role, content: message.content }
      : null;
  });
  return chat.length > 0 && chat.every((message) => message !== null)
    ? (chat as PromptMessage[])
    : null;
}

function parsedList(text: string): JsonValue[] | null {
  const name = /^\s*\[/.test(text) ? "chat.json" : /^- role:/m.test(text) ? "chat.yaml" : null;
  const value = name === null ? null : parseStructured(name, text);
  return Array.isArray(value) ? value : null;
}

const unreadable = (label: string, problem: string): ForeignPrompt => ({
  label: label.split("\n")[0]?.slice(0, 80) ?? "prompt",
  messages: [],
  problem,
});
