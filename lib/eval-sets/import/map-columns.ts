import { invalid } from "@/lib/http/app-error";
import { type ColumnTarget, nameColumn, parseColumn } from "./import-column";

export type Targets = Map<string, ColumnTarget>;

interface Wish {
  /** Column → target, as somebody wrote it. */
  mapping: Record<string, string>;
  /** Cells are text (CSV). */
  isText: boolean;
}

export function mapColumns(columns: readonly string[], { mapping, isText }: Wish): Targets {
  const unknown = Object.keys(mapping).find((column) => !columns.includes(column));
  if (unknown !== undefined) {
    throw invalid(
      "mapping",
      `The file has no column “${unknown}”. It has: ${columns.slice(0, 20).join(", ")}.`,
    );
  }
  const targets: Targets = new Map(
    columns.map((column) => [
      column,
      parseColumn((Object.hasOwn(mapping, column) && mapping[column]) || column, isText),
    ]),
  );
  const taken = new Map<string, string>();
  for (const [column, target] of targets) {
    const name = nameColumn(target).replace(/:json$/, "");
    const other = taken.get(name);
    if (other !== undefined && target.to !== "ignore") {
      throw invalid(
        "mapping",
        `“${other}” and “${column}” both become ${name}. Map one of them to something else.`,
      );
    }
    taken.set(name, column);
  }
  if (columns.length > 0 && ![...targets.values()].some(({ to }) => to === "input")) {
    throw invalid(
      "mapping",
      "No column becomes a variable. Name one input.<variable>, or map one to it.",
    );
  }
  return targets;
}

/** What people call the expected answer, the likeliest first. */
const USUAL_NAMES = [
  "expected",
  "expectedoutput",
  "ideal",
  "answer",
  "label",
  "category",
  "reference",
];

const plain = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, "");

/**
 * The column that is probably the expected answer, where no column is one: by its usual names, never a variable
 * that the set's cases have, and nothing once somebody has mapped such a column or when no variable would be left.
 */
export function suggestExpected(
  columns: readonly string[],
  { mapping, isText }: Wish,
  variables: readonly string[],
): string | null {
  const targets = mapColumns(columns, { mapping, isText });
  const inputs = [...targets].filter(([, { to }]) => to === "input");
  const isThere = [...targets.values()].some(({ to }) => to === "expected" || to === "assertion");
  if (isThere || inputs.length < 2) return null;
  const rankOf = (column: string) => USUAL_NAMES.indexOf(plain(column));
  if (Object.keys(mapping).some((column) => rankOf(column) >= 0)) return null;
  const [best] = inputs
    .map(([column]) => column)
    .filter((column) => rankOf(column) >= 0 && !variables.includes(column))
    .sort((one, two) => rankOf(one) - rankOf(two));
  return best ?? null;
}
