import { isRecord } from "@/lib/http/body/is-record";
import type { JsonValue } from "@/lib/scorers/json-value";

export type Attributes = Record<string, JsonValue>;

export interface RawEvent {
  name: string;
  at: Date | null;
  attributes: Attributes;
}

/** A span as OTLP has it, the same from protobuf and from JSON: ids in hexadecimal, values as plain JSON. */
export interface RawSpan {
  traceId: string;
  id: string;
  parentId: string | null;
  name: string;
  startedAt: Date;
  endedAt: Date;
  isError: boolean;
  statusMessage: string;
  attributes: Attributes;
  events: RawEvent[];
  /** Attributes of the process that sent it. */
  resource: Attributes;
  /** Name of the instrumentation that made it. */
  scope: string;
}

const MAX_DEPTH = 24;

/** A field of a message by its JSON name; some clients write protobuf's own, `start_time_unix_nano`, instead. */
export function fieldOf(message: Record<string, unknown>, name: string): unknown {
  const value = message[name];
  return value === undefined ? message[protobufName(name)] : value;
}

const protobufNames = new Map<string, string>();

function protobufName(name: string): string {
  let cachedName = protobufNames.get(name);
  if (cachedName === undefined) {
    cachedName = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    protobufNames.set(name, cachedName);
  }
  return cachedName;
}

/** OTLP's AnyValue, in either encoding, as plain JSON. */
export function parseAnyValue(value: unknown, depth = 0): JsonValue {
  if (!isRecord(value)) return null;
  if (depth > MAX_DEPTH) return "[cut: nested too deep]";
  if (typeof value.stringValue === "string") return value.stringValue;
  if (typeof value.boolValue === "boolean") return value.boolValue;
  if (value.intValue !== undefined) return readInteger(value.intValue);
  if (value.doubleValue !== undefined) return finite(numberOf(value.doubleValue));
  if (isRecord(value.arrayValue)) {
    return listOf(value.arrayValue.values).map((item) => parseAnyValue(item, depth + 1));
  }
  if (isRecord(value.kvlistValue)) return parseKeyValues(value.kvlistValue.values, depth + 1);
  if (typeof value.bytesValue === "string") return value.bytesValue;
  return readProtobufNamed(value, depth);
}

function readProtobufNamed(value: Record<string, unknown>, depth: number): JsonValue {
  for (const name of ["string", "bool", "int", "double", "array", "kvlist", "bytes"]) {
    const typed = value[`${name}_value`];
    if (typed !== undefined) return parseAnyValue({ [`${name}Value`]: typed }, depth);
  }
  return null;
}

/** A list of KeyValue as one object; the last of equal keys wins. */
export function parseKeyValues(list: unknown, depth = 0): Attributes {
  const attributes: Attributes = {};
  for (const item of listOf(list)) {
    if (!isRecord(item) || typeof item.key !== "string" || item.key === "__proto__") continue;
    attributes[item.key] = parseAnyValue(item.value, depth);
  }
  return attributes;
}

/** 64-bit integers come as numbers or as text; beyond what a double holds exactly they stay text. */
function readInteger(value: unknown): JsonValue {
  const number = numberOf(value);
  if (Number.isSafeInteger(number)) return number;
  return typeof value === "string" && /^-?\d{1,20}$/.test(value) ? value : null;
}

/** NaN: it is neither a number nor text. */
function numberOf(value: unknown): number {
  return typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
