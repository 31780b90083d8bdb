import { checkJson, type JsonLimits } from "@/lib/http/body/json-limits";
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  scalarText,
} from "@/lib/scorers/json-value";
import type { Scalar } from "../span";
import type { Attributes } from "./raw-span";

const MAX_PARSED_TEXT = 1_000_000;
const TEXT_LIMITS: JsonLimits = { maxDepth: 40, maxValues: 20_000 };

/** The first of the keys that holds text (or a number, as text). */
export function textAt(attributes: Attributes, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number" || typeof value === "boolean") return String(value);
  }
  return undefined;
}

/** The first of the keys that holds a number of at least 0 (also one written as text). */
export function numberAt(attributes: Attributes, ...keys: string[]): number | undefined {
  for (const key of keys) {
    const number = countOf(attributes[key]);
    if (number !== undefined) return number;
  }
  return undefined;
}

export function countOf(value: JsonValue | undefined): number | undefined {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** A whole number within what the columns hold. */
export function wholeAt(attributes: Attributes, ...keys: string[]): number | undefined {
  const number = numberAt(attributes, ...keys);
  return number === undefined ? undefined : Math.min(Math.round(number), 2_000_000_000);
}

/** A prompt's version is a whole number from 1: `7`, `"7"`, `"v7"`; anything else is none of ours. */
export function versionOf(value: JsonValue | undefined): number | undefined {
  const digits = /^v?(\d{1,9})$/i.exec(scalarText(value) ?? "")?.[1];
  return digits && Number(digits) > 0 ? Number(digits) : undefined;
}

/** The first of the keys that is there, its JSON text parsed; text that is no JSON stays as it is. */
export function jsonAt(attributes: Attributes, ...keys: string[]): JsonValue | undefined {
  for (const key of keys) {
    const value = attributes[key];
    if (value !== undefined && value !== null && value !== "") return parsed(value);
  }
  return undefined;
}

/** JSON in a text, when it holds a list or an object; anything else, and what is too deep or too large, stays text. */
export function parsed(value: JsonValue): JsonValue {
  if (typeof value !== "string" || value.length > MAX_PARSED_TEXT) return value;
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    checkJson(value, TEXT_LIMITS);
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}

const MAX_INDEX = 2_000;
const MAX_PATH = 12;

/**
 * Flat keys with numbers in them as a list of objects: `p.0.role`, `p.0.tool_calls.1.name` under the
 * prefix `p.` become `[{ role, tool_calls: { "1": { name } } }]`.
 */
export function indexedAt(attributes: Attributes, prefix: string): JsonObject[] {
  const items: JsonObject[] = [];
  for (const [key, value] of Object.entries(attributes)) {
    if (!key.startsWith(prefix)) continue;
    const [index = "", ...path] = key.slice(prefix.length).split(".");
    if (!/^\d{1,4}$/.test(index) || Number(index) >= MAX_INDEX) continue;
    if (path.length === 0 || path.length > MAX_PATH) continue;
    items[Number(index)] ??= {};
    setAt(items[Number(index)] ?? {}, path, value);
  }
  return items.filter((item) => item !== undefined);
}

function setAt(target: JsonObject, path: string[], value: JsonValue): void {
  let current = target;
  for (const key of path.slice(0, -1)) {
    if (key === "__proto__") return;
    const next = Object.hasOwn(current, key) ? current[key] : undefined;
    const child: JsonObject = isJsonObject(next) ? next : {};
    current[key] = child;
    current = child;
  }
  const last = path.at(-1);
  if (last !== undefined && last !== "__proto__") current[last] = value;
}

/** The members of an object with numbers as keys, in the order of the numbers; a list as it is. */
export function listAt(value: JsonValue | undefined): JsonValue[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  return Object.entries(value)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, member]) => member);
}

/** The scalars below a prefix, without it: `metadata.plan` → `plan`. */
export function scalarsBelow(attributes: Attributes, prefix: string): Record<string, Scalar> {
  const values: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (!key.startsWith(prefix) || key.length === prefix.length) continue;
    const scalar = scalarOf(value);
    if (scalar !== undefined) values[key.slice(prefix.length)] = scalar;
  }
  return values;
}

/** The scalars of an object, or of the JSON text of one. */
export function scalarsOf(value: JsonValue | undefined): Record<string, Scalar> {
  const object = value === undefined ? undefined : parsed(value);
  if (!isJsonObject(object)) return {};
  const entries = Object.entries(object).flatMap(([key, member]) => {
    const scalar = scalarOf(member);
    return scalar === undefined || key === "__proto__" ? [] : [[key, scalar] as const];
  });
  return Object.fromEntries(entries);
}

function scalarOf(value: JsonValue): Scalar | undefined {
  if (typeof value !== "object" || value === null) return value;
  return Array.isArray(value) && value.every((item) => typeof item === "string")
    ? value.join(", ")
    : undefined;
}

const FINISH_REASON: Record<string, string> = {
  stop: "stop",
  end_turn: "stop",
  stop_sequence: "stop",
  completed: "stop",
  length: "length",
  max_tokens: "length",
  max_output_tokens: "length",
  content_filter: "content_filter",
  safety: "content_filter",
  refusal: "content_filter",
  tool_call: "tool_calls",
  tool_calls: "tool_calls",
  tool_use: "tool_calls",
  function_call: "tool_calls",
  error: "error",
};

/** Every maker's word for why an answer ended, in Galley's; an unknown one stays as it is. */
export function finishReasonOf(value: JsonValue | undefined): string | undefined {
  const first = Array.isArray(parsed(value ?? null)) ? listAt(parsed(value ?? null))[0] : value;
  if (typeof first !== "string" || first === "") return undefined;
  const word = first.toLowerCase().replaceAll("-", "_");
  return Object.hasOwn(FINISH_REASON, word) ? FINISH_REASON[word] : first.slice(0, 100);
}
