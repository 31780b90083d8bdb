import { formatNumber } from "@/lib/format-number";
import type { LeafCondition, SegmentCondition } from "./contract";

/** A condition in words, for people: `language is not en and input length > 800`. */
export function describeCondition(condition: SegmentCondition): string {
  return words(condition, false);
}

function words(condition: SegmentCondition, isInner: boolean): string {
  if ("all" in condition) return joined(condition.all, " and ", isInner);
  if ("any" in condition) return joined(condition.any, " or ", isInner);
  if ("not" in condition) return `not (${words(condition.not, false)})`;
  return describeLeaf(condition);
}

function joined(conditions: readonly SegmentCondition[], word: string, isInner: boolean): string {
  const text = conditions.map((one) => words(one, conditions.length > 1)).join(word);
  return isInner && conditions.length > 1 ? `(${text})` : text;
}

function describeLeaf(condition: LeafCondition): string {
  const subject =
    condition.subject === "attribute"
      ? condition.attribute
      : condition.subject === "inputLength"
        ? "input length"
        : condition.subject;
  switch (condition.operator) {
    case "exists":
      return `${subject} is known`;
    case "missing":
      return `${subject} is missing`;
    case "=":
      return `${subject} is ${String(condition.value)}`;
    case "!=":
      return `${subject} is not ${String(condition.value)}`;
    case "in":
      return `${subject} is ${listed(condition.value)}`;
    case "not-in":
      return `${subject} is not ${listed(condition.value)}`;
    default:
      return `${subject} ${condition.operator} ${formatNumber(condition.value, 3)}`;
  }
}

function listed(values: readonly (string | number | boolean)[]): string {
  const texts = values.map(String);
  if (texts.length > 6)
    return `one of ${texts.slice(0, 5).join(", ")} and ${texts.length - 5} more`;
  if (texts.length === 1) return texts[0] ?? "";
  return `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}
