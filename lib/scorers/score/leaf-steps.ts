import type { Candidate } from "@/lib/scorers/finding";
import { patternSize } from "@/lib/scorers/pattern-size";
import { hasReference } from "@/lib/scorers/resolve-references";
import type { RuleScorer } from "./score-leaf";

/** An instruction of RE2 looks at each character, in about as many nanoseconds. */
const STEPS_PER_INSTRUCTION = 10;
/** What every rule does with a text: fold it, look for JSON in it. */
const ALWAYS = 100;

interface Settings {
  /** Characters to look for, or instructions of a pattern; null: its cost is not known beforehand. */
  size: number | null;
  refersToCase: boolean;
}

const cache = new WeakMap<RuleScorer, Settings>();

/** At most so many steps does a rule take for an answer: the size of what it looks for, at each character. */
export function leafSteps(rule: RuleScorer, candidate: Candidate): number {
  const { output, expected, input } = candidate;
  const { size, refersToCase } = settingsOf(rule);
  if (size === null) return Number.POSITIVE_INFINITY;
  // The schemas of the version's tools are compiled.
  if (rule.kind === "tool-call" && candidate.context?.tools?.length)
    return Number.POSITIVE_INFINITY;
  const lengths = [size, ALWAYS, lengthOf(expected), refersToCase ? lengthOf(input) : 0];
  return lengths.reduce((sum, length) => sum + length, 0) * (output.length + ALWAYS);
}

function settingsOf(rule: RuleScorer): Settings {
  const settings = cache.get(rule) ?? measure(rule);
  cache.set(rule, settings);
  return settings;
}

function measure(rule: RuleScorer): Settings {
  const text = JSON.stringify(rule.config);
  const refersToCase = rule.kind === "grounded-quotes" || hasReference(text);
  // Compiling a JSON Schema takes 30 ms and more.
  if (rule.kind === "json-schema" || (rule.kind === "contains-json" && rule.config.schema)) {
    return { size: null, refersToCase };
  }
  if (rule.kind !== "regex") return { size: text.length, refersToCase };
  const { pattern } = rule.config;
  const isOfCase = pattern === undefined || hasReference(pattern);
  return { size: isOfCase ? null : patternSize(pattern) * STEPS_PER_INSTRUCTION, refersToCase };
}

const lengthOf = (value: Candidate["expected"] | Candidate["input"]): number =>
  typeof value === "string" ? value.length : value === null ? 0 : JSON.stringify(value).length;
