import type { Condition, ConditionField } from "@/lib/traces/conditions";

/** A condition while it is typed. */
export interface DraftCondition {
  /** A field, or `attribute`. */
  field: string;
  attribute: string;
  isNot: boolean;
  /** With commas. */
  values: string;
}

export function draftOfCondition({ field, isNot, values }: Condition): DraftCondition {
  const isAttribute = field.startsWith("attribute.");
  return {
    field: isAttribute ? "attribute" : field,
    attribute: isAttribute ? field.slice("attribute.".length) : "",
    isNot,
    values: values.join(", "),
  };
}

/** null: not given to its end. */
export function conditionOf({ field, attribute, isNot, values }: DraftCondition): Condition | null {
  const list = values
    .split(",")
    .map((value) => value.trim())
    .filter(Boolean);
  const isWhole = list.length > 0 && (field !== "attribute" || attribute.trim() !== "");
  if (!isWhole) return null;
  const name = field === "attribute" ? `attribute.${attribute.trim()}` : field;
  return { field: name as ConditionField, isNot, values: list };
}
