import type { LeafCondition, SegmentCondition } from "./contract";

export type AttributeValue = string | number | boolean;

/** What conditions may look at. `language` is an ISO 639 code or "und"; `kind` null on a trace. */
export type SegmentFacts = {
  readonly attributes: Readonly<Record<string, AttributeValue | null>>;
  readonly language: string;
  /** Characters of all input variables. */
  readonly inputLength: number;
  readonly kind: string | null;
};

/**
 * Is it in the segment? What is not known (a missing attribute, an undetermined language, a text where
 * a number is compared) is neither in nor out: such a condition is unknown, so is its negation, and
 * all / any go by Kleene's logic. Only a certain yes is a match, so "language is not en" never takes
 * in texts whose language nobody knows. `missing` and `exists` are always certain.
 */
export function matchSegment(condition: SegmentCondition, facts: SegmentFacts): boolean {
  return evaluate(condition, facts) === true;
}

/** Names of the segments that hold, in the given order. */
export function matchingSegments<Named extends { name: string; condition: SegmentCondition }>(
  segments: readonly Named[],
  facts: SegmentFacts,
): string[] {
  return segments.filter(({ condition }) => matchSegment(condition, facts)).map(({ name }) => name);
}

type Truth = boolean | null;

function evaluate(condition: SegmentCondition, facts: SegmentFacts): Truth {
  if ("all" in condition) return every(condition.all, facts);
  if ("any" in condition) return negated(every(condition.any, facts, true));
  if ("not" in condition) return negated(evaluate(condition.not, facts));
  return evaluateLeaf(condition, facts);
}

function every(
  conditions: readonly SegmentCondition[],
  facts: SegmentFacts,
  invert = false,
): Truth {
  let isUnknown = false;
  for (const condition of conditions) {
    const truth = evaluate(condition, facts);
    if (truth === null) isUnknown = true;
    else if (truth === invert) return false;
  }
  return isUnknown ? null : true;
}

const negated = (truth: Truth): Truth => (truth === null ? null : !truth);

function evaluateLeaf(condition: LeafCondition, facts: SegmentFacts): Truth {
  if (condition.subject === "attribute") {
    const attribute = Object.hasOwn(facts.attributes, condition.attribute)
      ? facts.attributes[condition.attribute]
      : null;
    const value = attribute === undefined || attribute === "" ? null : attribute;
    if (!("value" in condition)) return (value !== null) === (condition.operator === "exists");
    return compare(value, condition.operator, condition.value);
  }
  if (condition.subject === "language") {
    const language = facts.language === "und" ? null : facts.language;
    return compare(language, condition.operator, condition.value);
  }
  if (condition.subject === "kind") return compare(facts.kind, condition.operator, condition.value);
  return compare(facts.inputLength, condition.operator, condition.value);
}

type Operator = "=" | "!=" | "in" | "not-in" | "<" | "<=" | ">" | ">=";

function compare(
  actual: AttributeValue | null,
  operator: Operator,
  operand: AttributeValue | readonly AttributeValue[],
): Truth {
  if (actual === null) return null;
  if (Array.isArray(operand)) {
    const isIn = operand.some((one) => isSame(actual, one));
    return operator === "in" ? isIn : !isIn;
  }
  const bar = operand as AttributeValue;
  if (operator === "=") return isSame(actual, bar);
  if (operator === "!=") return !isSame(actual, bar);
  const [one, two] = [asNumber(actual), asNumber(bar)];
  if (one === null || two === null) return null;
  if (operator === "<") return one < two;
  if (operator === "<=") return one <= two;
  return operator === ">" ? one > two : one >= two;
}

/** Attributes from CSV are texts: "3" equals 3 and "true" equals true. Case counts. */
const isSame = (one: AttributeValue, two: AttributeValue): boolean =>
  String(one).trim() === String(two).trim();

function asNumber(value: AttributeValue): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean" || value.trim() === "") return null;
  const number = Number(value.trim());
  return Number.isFinite(number) ? number : null;
}
