import type { LeafCondition, SegmentCondition } from "@/lib/segments/contract";

export type Subject = LeafCondition["subject"];
export type Operator = LeafCondition["operator"];
export type Combination = "all" | "any" | "none";

/** One line of the form; what is typed stays text until the condition is made of it. */
export interface DraftRow {
  id: number;
  subject: Subject;
  attribute: string;
  operator: Operator;
  value: string;
}

export interface ConditionDraft {
  combination: Combination;
  rows: DraftRow[];
}

const EQUALITY = ["=", "!=", "in", "not-in"] as const;
const ORDER = [">", ">=", "<", "<="] as const;

export const OPERATORS: Record<Subject, readonly Operator[]> = {
  attribute: [...EQUALITY, ...ORDER, "exists", "missing"],
  language: EQUALITY,
  inputLength: ORDER,
  kind: EQUALITY,
};

export const takesValue = (operator: Operator) => operator !== "exists" && operator !== "missing";

/** The form's condition, or null while something is missing or not a number where one is needed. */
export function toCondition({ combination, rows }: ConditionDraft): SegmentCondition | null {
  const leaves = rows.map(toLeaf);
  if (leaves.length === 0 || leaves.includes(null)) return null;
  const all = leaves.filter((leaf) => leaf !== null);
  const [only] = all;
  if (combination === "none") return { not: { any: all } };
  return all.length === 1 && only ? only : combination === "all" ? { all } : { any: all };
}

/** The form for a condition; null when it is nested deeper than the form shows. */
export function toDraft(condition: SegmentCondition): ConditionDraft | null {
  if ("subject" in condition) return { combination: "all", rows: [toRow(condition, 0)] };
  if ("not" in condition) {
    const inner = "any" in condition.not ? condition.not.any : [condition.not];
    return draftOf("none", inner);
  }
  return "all" in condition ? draftOf("all", condition.all) : draftOf("any", condition.any);
}

function draftOf(combination: Combination, inner: SegmentCondition[]): ConditionDraft | null {
  const leaves = inner.filter((one) => "subject" in one);
  return leaves.length === inner.length ? { combination, rows: leaves.map(toRow) } : null;
}

function toRow(leaf: LeafCondition, id: number): DraftRow {
  const value = "value" in leaf ? leaf.value : "";
  return {
    id,
    subject: leaf.subject,
    attribute: leaf.subject === "attribute" ? leaf.attribute : "",
    operator: leaf.operator,
    value: Array.isArray(value) ? value.join(", ") : String(value),
  };
}

function toLeaf({ subject, attribute, operator, value }: DraftRow): LeafCondition | null {
  const name = attribute.trim();
  if (subject === "attribute" && name === "") return null;
  const on = subject === "attribute" ? { subject, attribute: name } : { subject };
  if (!takesValue(operator)) return { ...on, operator } as LeafCondition;
  const typed = typedValue(subject, operator, value);
  // The server's contract checks the rest; the parts fit together by how they were chosen.
  return typed === null ? null : ({ ...on, operator, value: typed } as LeafCondition);
}

function typedValue(subject: Subject, operator: Operator, value: string) {
  const text = value.trim();
  if (text === "") return null;
  if ((ORDER as readonly Operator[]).includes(operator)) {
    const number = Number(text.replaceAll(",", ""));
    return Number.isFinite(number) ? number : null;
  }
  const parts = operator === "in" || operator === "not-in" ? text.split(",") : [text];
  const scalars = parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (subject === "attribute" ? scalarOf(part) : part));
  if (operator === "=" || operator === "!=") return scalars[0] ?? null;
  return scalars.length > 0 ? scalars : null;
}

function scalarOf(text: string): string | number | boolean {
  if (text === "true" || text === "false") return text === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
