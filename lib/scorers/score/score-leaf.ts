import type { LeafScorer } from "@/lib/scorers/contract";
import { type Candidate, errored, type Finding, scored } from "@/lib/scorers/finding";
import { RegexError } from "@/lib/scorers/linear-regex";
import { MissingReferenceError, ReferenceSizeError } from "@/lib/scorers/resolve-references";
import { JsonSchemaError } from "@/lib/scorers/schema-size";
import { scoreCost, scoreLatency, scoreWordCount } from "./score-budget";
import { scoreFields } from "./score-fields";
import { scoreFinishReason } from "./score-finish-reason";
import { scoreGroundedQuotes } from "./score-grounded-quotes";
import { scoreContainsJson, scoreIsJson, scoreJsonSchema } from "./score-json";
import type { JudgeScorer } from "./score-judge";
import { scoreLabel } from "./score-label";
import { scoreRefusal } from "./score-refusal";
import { scoreBleu, scoreLevenshtein, scoreRougeN } from "./score-similarity";
import { scoreContains, scoreEquals, scoreRegex, scoreStartsWith } from "./score-text";
import { scoreToolCall } from "./score-tool-call";
import { scoreTrajectory } from "./score-trajectory";

/** A scorer that needs nothing but the answer; others ask a model or have a thread of their own. */
export type RuleScorer = Exclude<LeafScorer, JudgeScorer | { kind: "similar" | "script" }>;

/** What each rule says of one answer. Never throws. Runs in a thread when it may take long. */
export function scoreLeaves({
  rules,
  candidate,
}: {
  rules: readonly RuleScorer[];
  candidate: Candidate;
}): Finding[] {
  return rules.map((rule) => scoreLeaf(rule, candidate));
}

function scoreLeaf(rule: RuleScorer, candidate: Candidate): Finding {
  if (candidate.output.trim() === "" && looksAtContent(rule)) return EMPTY_OUTPUT();
  try {
    return findingOf(rule, candidate);
  } catch (error) {
    return errored(explain(error));
  }
}

export const EMPTY_OUTPUT = (): Finding => scored(false, "the output is empty", { value: 0 });

/** `label` says itself that an empty output has no label, for its confusion matrix. */
const ALSO_OF_EMPTY = new Set<RuleScorer["kind"]>([
  "latency",
  "cost",
  "label",
  "finish-reason",
  "tool-call",
  "trajectory",
]);

const looksAtContent = ({ kind }: RuleScorer): boolean => !ALSO_OF_EMPTY.has(kind);

function findingOf(spec: RuleScorer, candidate: Candidate): Finding {
  switch (spec.kind) {
    case "equals":
      return scoreEquals(spec, candidate);
    case "contains":
    case "icontains":
    case "contains-any":
    case "icontains-any":
    case "contains-all":
    case "icontains-all":
      return scoreContains(spec, candidate);
    case "starts-with":
      return scoreStartsWith(spec, candidate);
    case "regex":
      return scoreRegex(spec, candidate);
    case "is-json":
      return scoreIsJson(spec, candidate);
    case "json-schema":
      return scoreJsonSchema(spec, candidate);
    case "contains-json":
      return scoreContainsJson(spec, candidate);
    case "label":
      return scoreLabel(spec, candidate);
    case "fields":
      return scoreFields(spec, candidate);
    case "refusal":
      return scoreRefusal(spec, candidate);
    case "finish-reason":
      return scoreFinishReason(spec, candidate);
    case "tool-call":
      return scoreToolCall(spec, candidate);
    case "trajectory":
      return scoreTrajectory(spec, candidate);
    case "grounded-quotes":
      return scoreGroundedQuotes(spec, candidate);
    case "levenshtein":
      return scoreLevenshtein(spec, candidate);
    case "rouge-n":
      return scoreRougeN(spec, candidate);
    case "bleu":
      return scoreBleu(spec, candidate);
    case "latency":
      return scoreLatency(spec, candidate);
    case "cost":
      return scoreCost(spec, candidate);
    case "word-count":
      return scoreWordCount(spec, candidate);
  }
}

function explain(error: unknown): string {
  if (error instanceof RegexError || error instanceof JsonSchemaError) return error.message;
  if (error instanceof MissingReferenceError || error instanceof ReferenceSizeError)
    return error.message;
  if (error instanceof RangeError)
    return "The output is too large or too deeply nested to be scored.";
  return `The scorer stopped: ${error instanceof Error ? error.message : String(error)}`;
}
