import { type AppError, invalid } from "@/lib/http/app-error";
import { type ColumnTarget, nameColumn, parseColumn } from "./import-column";
import { plainName } from "./suggest-columns";

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
    throw noColumn(unknown, columns);
  }
  const targets: Targets = new Map(
    columns.map((column) => [
      column,
      parseColumn((Object.hasOwn(mapping, column) && mapping[column]) || column, isText),
    ]),
  );
  const columnOf = new Map<string, string>();
  for (const [column, target] of targets) {
    const name = nameColumn(target).replace(/:json$/, "");
    const other = columnOf.get(name);
    if (other !== undefined && target.to !== "ignore") {
      throw invalid(
        "mapping",
        `“${other}” and “${column}” both become ${name}. Map one of them to something else.`,
      );
    }
    columnOf.set(name, column);
  }
  if (columns.length > 0 && ![...targets.values()].some(({ to }) => to === "input")) {
    throw invalid(
      "mapping",
      "No column becomes a variable. Name one input.<variable>, or map one to it.",
    );
  }
  return targets;
}

/** A column's name can be a whole prompt. */
export function noColumn(name: string, columns: readonly string[]): AppError {
  const short = (column: string) => (column.length > 60 ? `${column.slice(0, 59)}…` : column);
  const names = columns.slice(0, 20).map(short).join(", ");
  return invalid("mapping", `The file has no column “${short(name)}”. It has: ${names}.`);
}

/** What people call the expected answer, the likeliest first. */
const USUAL_NAMES = [
  ...["expected", "expectedoutput", "expectedanswer", "groundtruth", "groundtruths"],
  ...["referenceanswer", "referenceoutput", "ideal", "idealanswer", "gold", "target"],
  ...["correctanswer", "bestanswer", "goldanswer", "goldlabel"],
  ...["answer", "answers", "label", "category", "reference", "solution", "output"],
];

/** What people call the answer of a model, where the expected one stands beside it. */
const ACTUAL_NAMES = ["actualoutput", "modeloutput", "prediction", "completion", "response"];

/** Names that say more than `answer`, which is then the model's. */
const SURE_NAMES = USUAL_NAMES.slice(0, USUAL_NAMES.indexOf("answer"));

/**
 * The column that is probably the expected answer, where no column is one: by its usual names, never a variable
 * that the set's cases have, and nothing once somebody has mapped such a column or when no variable would be left.
 */
export function suggestExpected(
  columns: readonly string[],
  { mapping, typed = mapping, isText }: Wish & { typed?: Record<string, string> },
  variables: readonly string[],
): string | null {
  const targets = mapColumns(columns, { mapping, isText });
  const inputs = [...targets].filter(([, { to }]) => to === "input");
  const isThere = [...targets.values()].some(({ to }) => to === "expected");
  if (isThere || inputs.length < 2) return null;
  const rankOf = (column: string) => USUAL_NAMES.indexOf(plainName(column));
  if (Object.keys(typed).some((column) => rankOf(column) >= 0)) return null;
  const [best] = inputs
    .map(([column]) => column)
    .filter((column) => rankOf(column) >= 0 && !variables.includes(column))
    .sort((one, two) => rankOf(one) - rankOf(two));
  return best ?? null;
}

/** Columns that are probably a model's answers, beside the expected ones: no part of the case. */
export function suggestActual(targets: Targets, variables: readonly string[]): string[] {
  const expected = [...targets].find(([, { to }]) => to === "expected");
  if (!expected) return [];
  const isSure = SURE_NAMES.includes(plainName(expected[0]));
  const names = isSure ? [...ACTUAL_NAMES, "answer", "output"] : ACTUAL_NAMES;
  return [...targets].flatMap(([column, { to }]) =>
    to === "input" && !variables.includes(column) && names.includes(plainName(column))
      ? [column]
      : [],
  );
}
