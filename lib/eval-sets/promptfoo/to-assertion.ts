import type { ScorerOf, ScorerSpec } from "@/lib/scorers/contract";
import { isJsonObject, type JsonObject, type JsonValue } from "@/lib/scorers/json-value";
import {
  hasReference,
  MissingReferenceError,
  type ReferenceScope,
  resolveReferences,
} from "@/lib/scorers/resolve-references";
import { fillValue, toLiteral } from "./fill-template";
import { codeAssertion } from "./to-javascript";

/**
 * A scorer of a case as the assertion that asks the same of stock promptfoo, with what the case expects written
 * out; null when promptfoo has none.
 */
export function toAssertion(spec: ScorerSpec, scope: ReferenceScope): JsonObject | null {
  try {
    const assertion = assertionOf(spec, scope);
    if (!assertion) return null;
    const { value } = assertion;
    return {
      ...assertion,
      ...(value === undefined || isTemplate(spec) ? {} : { value: fillValue(value, toLiteral) }),
      ...(spec.name ? { metric: toLiteral(spec.name) } : {}),
    };
  } catch (error) {
    if (error instanceof MissingReferenceError) return null;
    throw error;
  }
}

/** What asks a model names the case's variables as promptfoo's templates do, and is the same text in every test. */
const isTemplate = ({ kind }: ScorerSpec): boolean => kind === "judge-rubric" || kind === "similar";

const toTemplate = (text: string): string =>
  text.replaceAll(/\{\{\s*input\.([\w.]+)\s*\}\}/g, "{{$1}}");

function assertionOf(spec: ScorerSpec, scope: ReferenceScope): JsonObject | null {
  const valueOr = (value: JsonValue | undefined) => valueOrExpected(value, scope);
  switch (spec.kind) {
    case "equals":
      return spec.config.field !== undefined || spec.config.ignoreCase
        ? codeAssertion(spec, scope)
        : typed("equals", valueOr(spec.config.value), spec.config.negate);
    case "starts-with":
      return spec.config.ignoreCase
        ? codeAssertion(spec, scope)
        : typed("starts-with", valueOr(spec.config.value), spec.config.negate);
    case "contains":
    case "icontains":
      return typed(spec.kind, valueOr(spec.config.value), spec.config.negate);
    case "contains-any":
    case "icontains-any":
    case "contains-all":
    case "icontains-all": {
      const list = valueOr(spec.config.values);
      return typed(spec.kind, Array.isArray(list) ? list : undefined, spec.config.negate);
    }
    case "regex":
      return spec.config.flags === ""
        ? typed("regex", valueOr(spec.config.pattern), spec.config.negate)
        : codeAssertion(spec, scope);
    case "is-json":
      return spec.config.type === "any" ? { type: "is-json" } : codeAssertion(spec, scope);
    case "json-schema":
      return typed("is-json", spec.config.schema as JsonValue | undefined);
    case "contains-json":
      return (
        typed("contains-json", spec.config.schema as JsonValue | undefined) ?? {
          type: "contains-json",
        }
      );
    case "refusal":
      return refusalAssertion(spec, scope);
    case "finish-reason":
      return typed("finish-reason", valueOr(spec.config.value));
    case "latency":
      return { type: "latency", threshold: spec.config.maxMs };
    case "cost":
      return { type: "cost", threshold: spec.config.maxUsd };
    case "word-count":
      return { type: "word-count", value: spec.config as JsonObject };
    case "levenshtein":
      return spec.config.maxDistance === undefined || spec.config.ignoreCase
        ? null
        : withThreshold(typed("levenshtein", valueOr(spec.config.value)), spec.config.maxDistance);
    case "rouge-n":
      return spec.config.n === 1
        ? withThreshold(typed("rouge-n", valueOr(spec.config.value)), spec.config.threshold)
        : null;
    case "bleu":
      return withThreshold(typed("bleu", valueOr(spec.config.value)), spec.config.threshold);
    case "similar":
      return similarAssertion(spec, scope);
    case "tool-call":
      return toolAssertion(spec);
    case "trajectory":
      return trajectoryAssertion(spec, scope);
    case "judge-rubric":
      return rubricAssertion(spec);
    case "all":
      return setAssertion(spec, scope);
    case "label":
    case "fields":
    case "script":
      return codeAssertion(spec, scope);
    default:
      return null;
  }
}

/** What the scorer compares with: its own value with the case's filled in, else what the case expects. */
function valueOrExpected(
  value: JsonValue | undefined,
  scope: ReferenceScope,
): JsonValue | undefined {
  const resolved = typeof value === "string" ? resolveReferences(value, scope) : value;
  return resolved ?? scope.expected ?? undefined;
}

const typed = (type: string, value: JsonValue | undefined, isNegated = false) =>
  value === undefined ? null : { type: isNegated ? `not-${type}` : type, value };

const withThreshold = (assertion: JsonObject | null, threshold: number): JsonObject | null =>
  assertion && { ...assertion, threshold };

function refusalAssertion(
  { config }: ScorerOf<"refusal">,
  { expected }: ReferenceScope,
): JsonObject | null {
  const expect = config.expect === "expected" ? expected : config.expect;
  if (expect !== "refuse" && expect !== "answer") return null;
  return { type: expect === "refuse" ? "is-refusal" : "not-is-refusal" };
}

function similarAssertion(
  { config: { value, threshold } }: ScorerOf<"similar">,
  scope: ReferenceScope,
): JsonObject | null {
  const template = value === undefined ? undefined : toTemplate(value);
  const text =
    template === undefined || hasReference(template) ? valueOrExpected(value, scope) : template;
  return withThreshold(typed("similar", text), threshold);
}

function trajectoryAssertion(
  { config }: ScorerOf<"trajectory">,
  { expected }: ReferenceScope,
): JsonObject | null {
  const steps = config.tools ?? expected;
  const mode = { exact: "exact", "in-order": "in_order" }[config.match as "exact"];
  return mode && Array.isArray(steps)
    ? { type: "trajectory:tool-sequence", value: { steps, mode } }
    : null;
}

function rubricAssertion({ config }: ScorerOf<"judge-rubric">): JsonObject | null {
  if (!("rubric" in config) || typeof config.rubric !== "string") return null;
  const { rubric, threshold } = config;
  return {
    type: "llm-rubric",
    value: toTemplate(rubric),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

function toolAssertion({ config }: ScorerOf<"tool-call">): JsonObject | null {
  const { name, arguments: args, match, negate } = config;
  if (name === undefined) return null;
  if (args === undefined) {
    return { type: negate ? "not-trajectory:tool-used" : "trajectory:tool-used", value: name };
  }
  const mode = match === "exact" ? "exact" : "partial";
  const value = { name, args: args as JsonObject, mode };
  return negate ? null : { type: "trajectory:tool-args-match", value };
}

/** Members that are all required and no bar are a set that passes when all of them do. */
function setAssertion({ config }: ScorerOf<"all">, scope: ReferenceScope): JsonObject | null {
  const members = config.scorers.map(({ scorer, weight }) => {
    const assertion = toAssertion(scorer as ScorerSpec, scope);
    return assertion && (weight === 1 ? assertion : { ...assertion, weight });
  });
  if (!members.every(isJsonObject)) return null;
  const isPlain = config.scorers.every(({ required }) => required) && config.threshold === 0;
  if (!isPlain && config.scorers.some(({ required }) => required)) return null;
  return {
    type: "assert-set",
    assert: members,
    ...(isPlain ? {} : { threshold: config.threshold }),
  };
}
