import type { LeafScorer, Score, ScorerSpec } from "./contract";
import { type Candidate, errored, type Finding, scored } from "./finding";
import type { Judge } from "./judge-prompt";
import { RegexError } from "./linear-regex";
import { MissingReferenceError } from "./resolve-references";
import { JsonSchemaError } from "./schema-size";
import { scoreAll } from "./score-all";
import { scoreCost, scoreLatency, scoreWordCount } from "./score-budget";
import { scoreFields } from "./score-fields";
import { scoreContainsJson, scoreIsJson, scoreJsonSchema } from "./score-json";
import { scoreJudgeRubric } from "./score-judge";
import { scoreLabel } from "./score-label";
import { scoreRefusal } from "./score-refusal";
import { scoreContains, scoreEquals, scoreRegex, scoreStartsWith } from "./score-text";
import { scorerName } from "./scorer-name";

/**
 * One scorer's word on one answer. Never throws: whatever goes wrong is a score with the status
 * `errored`. An empty output fails every scorer that looks at content.
 */
export async function scoreOutput(
  spec: ScorerSpec,
  candidate: Candidate & { judge?: Judge },
): Promise<Score> {
  const name = { scorer: scorerName(spec), kind: spec.kind };
  const finding =
    spec.kind === "all"
      ? await scoreAll(spec, (member) => scoreLeaf(member, candidate))
      : await scoreLeaf(spec, candidate);
  return finding.status === "scored"
    ? { ...name, ...finding }
    : { ...name, status: finding.status, value: null, passed: null, reason: finding.reason };
}

/** Every scorer of a run on one answer, in the given order. */
export const scoreAnswer = (
  specs: readonly ScorerSpec[],
  candidate: Candidate & { judge?: Judge },
): Promise<Score[]> => Promise.all(specs.map((spec) => scoreOutput(spec, candidate)));

async function scoreLeaf(
  spec: LeafScorer,
  candidate: Candidate & { judge?: Judge },
): Promise<Finding> {
  if (candidate.output.trim() === "" && looksAtContent(spec)) {
    return scored(false, "the output is empty", { value: 0 });
  }
  try {
    return await findingOf(spec, candidate);
  } catch (error) {
    return errored(explain(error));
  }
}

// `label` says itself that an empty output has no label, for its confusion matrix.
const looksAtContent = ({ kind }: LeafScorer): boolean =>
  kind !== "latency" && kind !== "cost" && kind !== "label";

function findingOf(
  spec: LeafScorer,
  candidate: Candidate & { judge?: Judge },
): Finding | Promise<Finding> {
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
    case "latency":
      return scoreLatency(spec, candidate);
    case "cost":
      return scoreCost(spec, candidate);
    case "word-count":
      return scoreWordCount(spec, candidate);
    case "judge-rubric":
      return scoreJudgeRubric(spec, candidate, candidate.judge);
  }
}

function explain(error: unknown): string {
  if (error instanceof RegexError || error instanceof JsonSchemaError) return error.message;
  if (error instanceof MissingReferenceError) return error.message;
  if (error instanceof RangeError)
    return "The output is too large or too deeply nested to be scored.";
  return `The scorer stopped: ${error instanceof Error ? error.message : String(error)}`;
}
