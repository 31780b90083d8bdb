import type { JsonSchema } from "@/lib/providers/contract";
import { findNamedLists, type NamedList, speaksOfKeys } from "./baseline-blocks";
import {
  INPUT_WORDS,
  OUTPUT_WORDS,
  type SplitRequest,
  withoutAttributes,
} from "./baseline-request";
import { stem } from "./baseline-similarity";

export type LabelDefinition = { name: string; definition: string };
export type Example = { input: string; output: string; fields: Record<string, string> };

/** One field of the answer; `values` is empty for free text. */
export type AnswerField = { name: string; values: LabelDefinition[] };

/** What a prompt says to whoever reads only its lists, examples and output format. */
export type PromptReading = {
  format: "label" | "json";
  /** The first is what the ticket is sorted by; with `label` it is the only one. */
  fields: AnswerField[];
  examples: Example[];
  /** Instruction lines that may hold rules about single values. */
  ruleLines: string[];
};

/** Each is looked for in the whole prompt. */
const MOST_FIELDS = 50;
const MOST_EXAMPLES = 2_000;

export function parsePrompt(
  instructions: string,
  pairs: SplitRequest["pairs"],
  schema: JsonSchema | undefined,
): PromptReading {
  const shown = pairs.map(({ input, output }) => ({
    input: withoutAttributes(input).input,
    output,
  }));
  const pairsToRead = [...shown, ...inlineExamples(instructions)].slice(0, MOST_EXAMPLES);
  const examples = pairsToRead.map((pair) => ({
    ...pair,
    output: pair.output.trim(),
    fields: jsonFields(pair.output),
  }));
  const lists = findNamedLists(instructions).filter(({ lead }) => !speaksOfKeys(lead));
  const names = fieldNames(instructions, examples, schema).slice(0, MOST_FIELDS);
  const ruleLines = instructions.split("\n").map((line) => line.trim());
  if (names.length === 0) {
    const values = primaryList(lists)?.items ?? labelsOfExamples(examples);
    return { format: "label", fields: [{ name: "label", values }], examples, ruleLines };
  }
  const fields = names.map((name) => ({
    name,
    values: valuesOf(name, lists, instructions, schema),
  }));
  const first = fields.find(({ values }) => values.length > 0) ?? fields[0];
  if (first && first.values.length === 0) {
    first.values = primaryList(lists)?.items ?? labelsOfExamples(examples, first.name);
  }
  return { format: "json", fields, examples, ruleLines };
}

function primaryList(lists: readonly NamedList[]): NamedList | undefined {
  const named = lists.filter(({ lead }) =>
    /categor|label|intent|class|topic|one of|following/i.test(lead),
  );
  return (named.length > 0 ? named : [...lists]).toSorted(
    (a, b) => b.items.length - a.items.length,
  )[0];
}

function valuesOf(
  field: string,
  lists: readonly NamedList[],
  instructions: string,
  schema: JsonSchema | undefined,
): LabelDefinition[] {
  const fieldRoots = field
    .toLowerCase()
    .split(/[_\s-]+/)
    .map((word) => root(word));
  const listsOfField = lists.filter(({ lead }) => {
    const roots = (lead.toLowerCase().match(/\p{L}+/gu) ?? []).map((word) => root(word));
    return fieldRoots.every((word) => roots.includes(word));
  });
  const best = listsOfField.toSorted(
    (a, b) => defined(b) - defined(a) || b.items.length - a.items.length,
  )[0];
  if (best) return best.items;
  const inJson = alternativesOf(field, instructions);
  if (inJson) return inJson.map((name) => ({ name: name.trim(), definition: "" }));
  return enumOf(schema, field).map((name) => ({ name, definition: "" }));
}

/** `"field": "low|normal|high"` */
function alternativesOf(field: string, instructions: string): string[] | null {
  const key = `"${field}"`;
  for (let at = instructions.indexOf(key); at >= 0; at = instructions.indexOf(key, at + 1)) {
    const from = at + key.length;
    const opening = instructions.indexOf('"', from);
    if (opening < 0) return null;
    const between = instructions.slice(from, Math.min(opening, from + 100));
    if (opening > from + 100 || between.trim() !== ":") continue;
    const closing = instructions.indexOf('"', opening + 1);
    if (closing < 0) return null;
    const names = instructions.slice(opening + 1, closing).split("|");
    if (names.length > 1 && names.every((name) => name !== "")) return names;
  }
  return null;
}

function defined(list: NamedList): number {
  return list.items.filter(({ definition }) => definition !== "").length;
}

/** categories → categor, category → categor, priorities → priorit */
function root(word: string): string {
  return stem(word.replace(/ies$|y$/, ""));
}

function fieldNames(
  instructions: string,
  examples: readonly Example[],
  schema: JsonSchema | undefined,
): string[] {
  const properties = schema?.properties;
  if (typeof properties === "object" && properties !== null) return Object.keys(properties);
  if (/\bjson\b/i.test(instructions)) {
    for (const [object] of instructions.matchAll(/\{[^{}]*\}/g)) {
      const keys = [...object.matchAll(/"([\w-]+)"\s*:/g)].map(([, key = ""]) => key);
      if (keys.length > 0) return [...new Set(keys)];
    }
    const keys = keysAfterJson(instructions)
      .replace(/\s+/g, " ")
      .replace(/^(?:the )?(?:keys?|fields?|properties)\b:?/i, "")
      .split(/ ?, ?| and /)
      .map((key) => key.replace(/^and\s+/, "").replace(/["'`*\s]/g, ""))
      .filter((key) => /^[a-z][\w-]*$/i.test(key));
    if (keys.length > 0) return keys;
  }
  return Object.keys(examples.find(({ fields }) => Object.keys(fields).length > 0)?.fields ?? {});
}

/** What follows in a sentence such as “Answer as JSON with the keys …”. */
function keysAfterJson(instructions: string): string {
  for (const sentence of instructions.split(/[.\n]/)) {
    const json = /\bjson\b/i.exec(sentence);
    if (!json) continue;
    const rest = sentence.slice(json.index + json[0].length);
    const introduction = /:|\b(?:with|keys?|fields?)\b/i.exec(rest);
    if (!introduction) continue;
    const keys = rest.slice(introduction.index + introduction[0].length).trim();
    if (keys !== "") return keys;
  }
  return "";
}

function enumOf(schema: JsonSchema | undefined, field: string): string[] {
  const properties = schema?.properties;
  if (typeof properties !== "object" || properties === null) return [];
  const property = Object.entries(properties).find(([name]) => name === field)?.[1];
  if (typeof property !== "object" || property === null || !("enum" in property)) return [];
  const values: unknown[] = Array.isArray(property.enum) ? property.enum : [];
  return values.filter((value) => typeof value === "string");
}

function labelsOfExamples(examples: readonly Example[], field?: string): LabelDefinition[] {
  const names = examples.map(({ output, fields }) => (field ? fields[field] : output) ?? "");
  const short = names.filter((name) => name !== "" && name.length <= 60 && !name.includes("\n"));
  return [...new Set(short)].map((name) => ({ name, definition: "" }));
}

/** `Input: … → label` on one line, or `Input: …` and `Label: …` on two. */
function inlineExamples(instructions: string): { input: string; output: string }[] {
  const lines = instructions.split("\n").filter((line) => line.trim() !== "");
  const onOne = lines.flatMap((line) => exampleWithArrow(line) ?? []);
  const onTwo = lines.flatMap((line, index) => {
    const input = INPUT_LINE.exec(line)?.[1];
    const output = input === undefined ? undefined : OUTPUT_LINE.exec(lines[index + 1] ?? "")?.[1];
    return input === undefined || output === undefined ? [] : [{ input, output }];
  });
  return [...onOne, ...onTwo];
}

const INPUT_LINE = new RegExp(`^\\s*(?:[-*•])?\\s*(?:${INPUT_WORDS})\\s*:[ \\t]*(.+)$`, "i");
const OUTPUT_LINE = new RegExp(`^\\s*(?:${OUTPUT_WORDS})\\s*:[ \\t]*(.+)$`, "i");
const EXAMPLE_START = new RegExp(
  `^\\s*(?:[-*•]|\\d+[.)])?\\s*(?:(?:${INPUT_WORDS}|example)\\s*:)?\\s*["“]?`,
  "i",
);

function exampleWithArrow(line: string): { input: string; output: string } | null {
  const arrow = /→|->|=>/.exec(line);
  if (!arrow) return null;
  const before = line.slice(0, arrow.index).trimEnd();
  const input = (/["”]$/.test(before) ? before.slice(0, -1) : before).replace(EXAMPLE_START, "");
  const output = line.slice(arrow.index + arrow[0].length).trimStart();
  if (input === "" || output === "") return null;
  return { input, output: output.replace(/^["'`]|["'`.]$/g, "") };
}

function jsonFields(output: string): Record<string, string> {
  if (!output.trim().startsWith("{")) return {};
  try {
    const parsed: unknown = JSON.parse(output);
    if (typeof parsed !== "object" || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
  } catch {
    return {};
  }
}
