import { findNamedLists, type NamedList, speaksOfKeys } from "./baseline-blocks";
import {
  INPUT_WORDS,
  OUTPUT_WORDS,
  type SplitRequest,
  withoutAttributes,
} from "./baseline-request";
import { stem } from "./baseline-similarity";
import type { JsonSchema } from "./contract";

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

export function readPrompt(
  instructions: string,
  pairs: SplitRequest["pairs"],
  schema: JsonSchema | undefined,
): PromptReading {
  const shown = pairs.map(({ input, output }) => ({
    input: withoutAttributes(input).input,
    output,
  }));
  const examples = [...shown, ...inlineExamples(instructions)].map((pair) => ({
    ...pair,
    output: pair.output.trim(),
    fields: jsonFields(pair.output),
  }));
  const lists = findNamedLists(instructions).filter(({ lead }) => !speaksOfKeys(lead));
  const names = fieldNames(instructions, examples, schema);
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
  const wanted = field
    .toLowerCase()
    .split(/[_\s-]+/)
    .map((word) => root(word));
  const own = lists.filter(({ lead }) => {
    const said = (lead.toLowerCase().match(/\p{L}+/gu) ?? []).map((word) => root(word));
    return wanted.every((word) => said.includes(word));
  });
  const best = own.toSorted(
    (a, b) => defined(b) - defined(a) || b.items.length - a.items.length,
  )[0];
  if (best) return best.items;
  const inJson = new RegExp(`"${field}"\\s*:\\s*"([^"]+(?:\\|[^"]+)+)"`).exec(instructions)?.[1];
  if (inJson) return inJson.split("|").map((name) => ({ name: name.trim(), definition: "" }));
  return enumOf(schema, field).map((name) => ({ name, definition: "" }));
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
    const said = /\bjson\b[^:.\n]*?(?::|\bwith\b|\bkeys?\b|\bfields?\b)\s*([^.\n]+)/i.exec(
      instructions,
    )?.[1];
    const keys = (said ?? "")
      .replace(/^(?:the )?(?:keys?|fields?|properties)\b:?/i, "")
      .split(/\s*,\s*|\s+and\s+/)
      .map((key) => key.replace(/^and\s+/, "").replace(/["'`*\s]/g, ""))
      .filter((key) => /^[a-z][\w-]*$/i.test(key));
    if (keys.length > 0) return keys;
  }
  return Object.keys(examples.find(({ fields }) => Object.keys(fields).length > 0)?.fields ?? {});
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
  const found: { input: string; output: string }[] = [];
  const arrow = new RegExp(
    `^\\s*(?:[-*•]|\\d+[.)])?\\s*(?:(?:${INPUT_WORDS}|example)\\s*:)?\\s*["“]?(.+?)["”]?\\s*(?:→|->|=>)\\s*(.+)$`,
    "gim",
  );
  for (const [, input = "", output = ""] of instructions.matchAll(arrow)) {
    found.push({ input, output: output.replace(/^["'`]|["'`.]$/g, "") });
  }
  const twoLines = new RegExp(
    `^\\s*(?:[-*•])?\\s*(?:${INPUT_WORDS})\\s*:[ \\t]*(.+)\\n\\s*(?:${OUTPUT_WORDS})\\s*:[ \\t]*(.+)$`,
    "gim",
  );
  for (const [, input = "", output = ""] of instructions.matchAll(twoLines))
    found.push({ input, output });
  return found;
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
