import { jsonrepair } from "jsonrepair";
import { type JsonValue, MAX_JSON_DEPTH } from "./json-value";

export type JsonReading =
  | { ok: true; value: JsonValue; embedded: boolean; repaired: boolean }
  | { ok: false; reason: string };

/** Starts that are tried inside prose; keeps hostile text from costing quadratic time. */
const MAX_STARTS = 40;

const FENCE = /```[a-zA-Z0-9]*[ \t]*\r?\n?([\s\S]*?)```/g;

/** How any JSON value begins, white space aside. */
const JSON_START = /^\s*(?:[{["]|-?\d|true|false|null)/;

/** The whole text as one JSON value, nothing around it but white space. */
export function parseWholeJson(text: string): JsonReading {
  // Most answers are prose or a bare label, and an error that JSON.parse throws costs more than a look.
  if (!JSON_START.test(text)) return { ok: false, reason: "there is no JSON in it" };
  if (nesting(text) > MAX_JSON_DEPTH) {
    return { ok: false, reason: `nested deeper than ${MAX_JSON_DEPTH} levels` };
  }
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue, embedded: false, repaired: false };
  } catch (error) {
    return { ok: false, reason: shorten(error instanceof Error ? error.message : "not JSON") };
  }
}

/**
 * The whole text, or else the first JSON object or list in it: inside a code fence first, then in
 * the prose. With `repair`, and only when nothing else was found, the first candidate is mended
 * (trailing commas, single quotes, cut ends) and marked as repaired.
 */
export function parseEmbeddedJson(
  text: string,
  options: { repair?: boolean; objectsOnly?: boolean } = {},
): JsonReading {
  const { repair = false, objectsOnly = false } = options;
  const whole = parseWholeJson(text.trim());
  const isWanted = (reading: JsonReading) =>
    reading.ok &&
    (!objectsOnly || (typeof reading.value === "object" && !Array.isArray(reading.value)));
  if (isWanted(whole)) return whole;

  const places = [...Array.from(text.matchAll(FENCE), (match) => match[1] ?? ""), text];
  for (const place of places) {
    for (const candidate of jsonCandidates(place, objectsOnly)) {
      const reading = parseWholeJson(candidate);
      if (reading.ok && isWanted(reading)) return { ...reading, embedded: true };
    }
  }
  if (repair) {
    for (const place of places) {
      const mended = repairedJson(place, objectsOnly);
      if (mended && isWanted(mended)) return mended;
    }
  }
  if (whole.ok) return { ok: false, reason: "the JSON is not an object" };
  return { ok: false, reason: text.includes("{") ? whole.reason : "there is no JSON in it" };
}

/** The JSON objects in a text, one after the other; not those inside of another. */
export function parseEmbeddedObjects(text: string): { [key: string]: JsonValue }[] {
  const objects: { [key: string]: JsonValue }[] = [];
  let from = 0;
  for (let tries = 0; tries < MAX_STARTS; tries++) {
    const start = nextStart(text, from, true);
    if (start < 0) break;
    const end = closingIndex(text, start);
    const reading = end > start ? parseWholeJson(text.slice(start, end + 1)) : null;
    if (reading?.ok) objects.push(reading.value as { [key: string]: JsonValue });
    from = reading?.ok ? end + 1 : start + 1;
  }
  return objects;
}

function repairedJson(text: string, objectsOnly: boolean): JsonReading | null {
  const start = text.search(objectsOnly ? /\{/ : /[{[]/);
  // Without a bracket to start from, the library would turn any prose into a JSON string.
  if (start < 0 || nesting(text) > MAX_JSON_DEPTH) return null;
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  const candidates = [text.slice(start), ...(end > start ? [text.slice(start, end + 1)] : [])];
  for (const candidate of candidates.reverse()) {
    try {
      const value = JSON.parse(jsonrepair(candidate)) as JsonValue;
      if (typeof value === "object" && value !== null) {
        return { ok: true, value, embedded: start > 0, repaired: true };
      }
    } catch {
      // The next candidate may be mendable; none is told by the caller as "no JSON".
    }
  }
  return null;
}

function* jsonCandidates(text: string, objectsOnly: boolean): Generator<string> {
  let from = 0;
  for (let tries = 0; tries < MAX_STARTS; tries++) {
    const start = nextStart(text, from, objectsOnly);
    if (start < 0) return;
    const end = closingIndex(text, start);
    if (end > start) yield text.slice(start, end + 1);
    from = start + 1;
  }
}

function nextStart(text: string, from: number, objectsOnly: boolean): number {
  const brace = text.indexOf("{", from);
  if (objectsOnly) return brace;
  const bracket = text.indexOf("[", from);
  if (brace < 0 || bracket < 0) return Math.max(brace, bracket);
  return Math.min(brace, bracket);
}

function closingIndex(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (inString) {
      if (character === "\\") i++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return i;
  }
  return -1;
}

function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 92) i++;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) {
      if (++depth > deepest) deepest = depth;
    } else if (code === 125 || code === 93) depth--;
  }
  return deepest;
}

const shorten = (message: string) => (message.length > 120 ? `${message.slice(0, 119)}…` : message);
