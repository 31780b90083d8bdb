import type { z } from "zod";
import { formatNumber } from "@/lib/format-number";

const TYPE: Record<string, string> = {
  string: "Give a text.",
  number: "Give a number.",
  int: "Give a whole number.",
  boolean: "Give true or false.",
  array: "Give a list.",
  object: "Give an object.",
  record: "Give an object.",
  date: "Give a date.",
};

const FORMAT: Record<string, string> = {
  email: "Give an e-mail address, like ada@example.com.",
  url: "Give an address that begins with https:// or http://.",
  uuid: "Give an id, like 0b9f3c1e-5d0a-4a52-9a55-6f1c2f0f5a11.",
  datetime: "Give a time in UTC, like 2026-01-31T09:30:00Z.",
  date: "Give a date, like 2026-01-31.",
};

/**
 * What an issue says to a person where the schema has no words of its own: the server's answers and the forms
 * of the browser take the same. undefined: zod's own message, which only a developer meets.
 */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined || issue.input === null) return "Required.";
      return TYPE[issue.expected] ?? "Check this value.";
    case "too_small":
      return describeSize(issue.origin, Number(issue.minimum), "least", issue.inclusive !== false);
    case "too_big":
      return describeSize(issue.origin, Number(issue.maximum), "most", issue.inclusive !== false);
    case "invalid_format":
      return FORMAT[issue.format] ?? "Check the format.";
    case "invalid_value":
      return describeChoices(issue.values);
    case "not_multiple_of":
      return `Give a multiple of ${issue.divisor}.`;
    case "invalid_union":
      return "Check this value: it has none of the allowed forms.";
    case "invalid_key":
    case "invalid_element":
      return "Check the names and values here.";
    case "custom":
      return "Check this value.";
    default:
      return undefined;
  }
}

function describeSize(origin: string, limit: number, end: "least" | "most", inclusive: boolean) {
  const count = formatNumber(limit, 3);
  if (origin === "string") {
    if (end === "least" && limit === 1) return "Required.";
    return `At ${end} ${count} ${limit === 1 ? "character" : "characters"}.`;
  }
  if (origin === "array" || origin === "set" || origin === "map" || origin === "object")
    return `At ${end} ${count} ${limit === 1 ? "entry" : "entries"}.`;
  if (origin === "file") return `At ${end} ${count} bytes.`;
  if (!inclusive) return end === "least" ? `More than ${count}.` : `Less than ${count}.`;
  return `At ${end} ${count}.`;
}

const MOST_CHOICES = 12;

function describeChoices(values: readonly unknown[]): string {
  const choices = values.slice(0, MOST_CHOICES).map(String).join(", ");
  if (values.length === 1) return `This has to be ${choices}.`;
  return `Choose one of ${choices}${values.length > MOST_CHOICES ? " …" : "."}`;
}
