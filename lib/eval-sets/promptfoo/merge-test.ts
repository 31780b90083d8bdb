import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { EXPECTED_METADATA } from "./kept-test";
import { parseStructured } from "./parse-structured";
import { plainPath, type UploadedFiles } from "./uploaded-files";

/** A test with what defaults and scenarios add to it. */
export interface WholeTest {
  vars: JsonObject;
  assertions: JsonValue[];
  /** Assertions before this one come from defaults. */
  ownFrom: number;
  options: JsonObject;
  metadata: JsonObject;
  /** What its case expects, in a file that we exported. */
  expected: JsonValue | undefined;
  threshold: number | null;
  description: string | null;
  /** Members that mean nothing here, for the export. */
  rest: JsonObject;
}

const KNOWN = new Set(["vars", "assert", "options", "metadata", "threshold", "description"]);

/** What a test says, with `defaults` where it says nothing; their assertions come first. */
export function mergeTest(defaults: JsonObject, test: JsonObject, root: JsonValue): WholeTest {
  const of = (from: JsonObject, key: string) => (isJsonObject(from[key]) ? from[key] : {});
  const skipsDefaults =
    test.disableDefaultAsserts === true || of(test, "options").disableDefaultAsserts === true;
  const shared = skipsDefaults ? [] : listOf(defaults.assert);
  const { threshold = defaults.threshold, description } = test;
  const bar = Number(threshold);
  const { [EXPECTED_METADATA]: expected, ...metadata } = {
    ...of(defaults, "metadata"),
    ...of(test, "metadata"),
  };
  return {
    vars: { ...of(defaults, "vars"), ...of(test, "vars") },
    assertions: [...shared, ...listOf(test.assert)].map((one) => resolveRef(one, root)),
    ownFrom: shared.length,
    options: { ...of(defaults, "options"), ...of(test, "options") },
    metadata,
    expected,
    threshold: threshold === undefined || !Number.isFinite(bar) || bar <= 0 ? null : bar,
    description: typeof description === "string" ? description : null,
    rest: Object.fromEntries(
      Object.entries({ ...defaults, ...test }).filter(([key]) => !KNOWN.has(key)),
    ),
  };
}

/** Two sets of defaults as one: a scenario's own beside those of its configuration. */
export function mergeDefaults(outer: JsonObject, inner: JsonObject): JsonObject {
  const both = (key: string) => ({
    ...(isJsonObject(outer[key]) ? outer[key] : {}),
    ...(isJsonObject(inner[key]) ? inner[key] : {}),
  });
  return {
    ...outer,
    ...inner,
    vars: both("vars"),
    options: both("options"),
    metadata: both("metadata"),
    assert: [...listOf(outer.assert), ...listOf(inner.assert)],
  };
}

export const listOf = (value: JsonValue | undefined): JsonValue[] =>
  Array.isArray(value) ? value : [];

const HOPS = 5;

/** What `{ $ref: "#/assertionTemplates/polite" }` names in its own document; itself when that is missing. */
export function resolveRef(value: JsonValue, root: JsonValue, hops = HOPS): JsonValue {
  if (!isJsonObject(value) || typeof value.$ref !== "string" || hops === 0) return value;
  const { $ref, ...rest } = value;
  if (!$ref.startsWith("#/")) return value;
  let target: JsonValue | undefined = root;
  for (const key of $ref.slice(2).split("/").map(unescapePointer)) {
    target = isJsonObject(target) && Object.hasOwn(target, key) ? target[key] : undefined;
  }
  if (target === undefined) return value;
  const resolved = resolveRef(target, root, hops - 1);
  return isJsonObject(resolved) ? { ...resolved, ...rest } : resolved;
}

const unescapePointer = (key: string) =>
  decodeURIComponent(key.replace(/%(?![0-9a-f]{2})/gi, "%25"))
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");

export const MAX_COMBINATIONS = 1_000;

export const countCombinations = (vars: JsonObject): number =>
  Object.values(vars).reduce<number>(
    (count, value) => count * (Array.isArray(value) ? value.length : 1),
    1,
  );

/** A list in vars stands for one test each. */
export function expandVars(vars: JsonObject): JsonObject[] {
  let all: JsonObject[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const values = Array.isArray(value) ? value : [value];
    all = all.flatMap((one) => values.map((item) => ({ ...one, [name]: item })));
  }
  return all;
}

/** Variables that stand in files, read; a text says what is wrong. */
export function parseVars(vars: JsonObject, files: UploadedFiles): JsonObject | string {
  const read: JsonObject = {};
  for (const [name, value] of Object.entries(vars)) {
    if (typeof value !== "string" || !value.startsWith("file://")) {
      read[name] = value;
      continue;
    }
    if (/\.(?:py|js|cjs|mjs|ts)$/.test(value))
      return `${plainPath(value)} computes it, which does not run here.`;
    if (/\.(?:png|jpe?g|gif|webp|pdf|mp3|wav|mp4)$/i.test(value)) {
      return `${plainPath(value)} is not text. Cases hold text and JSON.`;
    }
    const texts: JsonValue[] = [];
    for (const path of files.list(value)) {
      const text = files.read(path);
      if (text === null) return `file://${plainPath(path)} was not uploaded.`;
      texts.push(parseStructured(path, text));
    }
    if (texts.length === 0) return `file://${plainPath(value)} was not uploaded.`;
    read[name] = texts.length === 1 ? (texts[0] ?? null) : texts;
  }
  return read;
}
