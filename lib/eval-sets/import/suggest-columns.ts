import type { ImportFile } from "@/lib/http/files/import-file";
import { isJsonObject, type JsonValue } from "@/lib/scorers/json-value";
import { parseCell } from "./add-path-columns";
import { parseColumn } from "./import-column";

const SAMPLE = 20;
const DEPTH = 3;

/** What exports put a whole case into. */
const ROW_NAMES = ["item", "row", "example", "data", "inputs", "input"];
const OUTPUT_NAMES = ["outputs", "referenceoutputs", "referenceoutput"];
/** What tools note about a row, which is neither input nor attribute of the case. */
const NOTES = new Set(
  [
    ...["createdAt", "created", "updatedAt", "modifiedAt", "datasetId", "datasetName", "projectId"],
    ...["sourceTraceId", "sourceObservationId", "sourceRunId", "status", "spanId", "rootSpanId"],
    ...["isRoot", "origin", "xactId", "rowIdx", "truncatedCells", "sample", "answerStart"],
  ].map(plainName),
);

/** Without case, spaces, `_` and `-`, and of a path only its last name: `item.Expected Output` is `expectedoutput`. */
export function plainName(name: string): string {
  const [last = ""] = name
    .replaceAll(/\[\d+\]/g, "")
    .split(".")
    .slice(-1);
  return last.toLowerCase().replaceAll(/[\s_-]/g, "");
}

/**
 * What the columns of other tools' exports become: the members of `item` or `inputs` are variables, the single
 * member of `outputs` is what is expected, notes of the tool are left out. Column or path → target; what the
 * names of columns say already is left out. `variables` are the set's, which keep their names.
 */
export function suggestColumns(
  file: ImportFile,
  { isText, variables }: { isText: boolean; variables: readonly string[] },
): Record<string, string> {
  const mapping: Record<string, string> = {};
  const names = new Set(file.columns.map(plainName));
  const hasGroup = file.columns.some((column) => isGroup(column));
  for (const column of file.columns) {
    const target = parseColumn(column, isText);
    const values = sampleOf(file, column);
    if (variables.includes(column)) continue;
    if (target.to === "input" && hasGroup && NOTES.has(plainName(column))) {
      mapping[column] = "ignore";
    }
    if (values.length === 0) continue;
    if (target.to === "attribute") {
      if (values.some((value) => typeof value === "object")) mapping[column] = "ignore";
    } else if (target.to === "split") {
      if (!values.every(isSplit)) mapping[column] = "attr.split";
    } else if (target.to === "input") {
      const name = plainName(column);
      const objects = values.filter(isJsonObject);
      const isInGroup = column.includes(".");
      if (mapping[column]) continue;
      if (objects.length === values.length && !isInGroup) {
        Object.assign(mapping, suggestMembers(column, objects, names));
      } else if (name === "tags" && values.some(Array.isArray)) mapping[column] = "ignore";
    }
  }
  return mapping;
}

const isGroup = (column: string) =>
  /^(?:inputs?|vars)\./.test(column) || ROW_NAMES.includes(plainName(column));

const isSplit = (value: JsonValue) => value === "development" || value === "holdout";

/** An object in a column of its own: a case, an answer, or a variable that is an object. */
function suggestMembers(
  column: string,
  objects: { [key: string]: JsonValue }[],
  names: ReadonlySet<string>,
): Record<string, string> {
  const name = plainName(column);
  if (OUTPUT_NAMES.includes(name)) {
    if (name === "outputs" && names.has("referenceoutputs")) return { [column]: "ignore" };
    const [only, ...more] = memberNames(objects);
    return only && more.length === 0
      ? { [`${column}.${only}`]: "expected", [column]: "ignore" }
      : { [column]: "expected" };
  }
  if (name === "metadata") {
    return Object.fromEntries(
      scalarMembers(objects).map((member) => [`${column}.${member}`, `attr.${member}`]),
    );
  }
  if (name === "answers" && memberNames(objects).includes("text")) {
    return { [`${column}.text[0]`]: "expected", [column]: "ignore" };
  }
  if (!ROW_NAMES.includes(name)) return {};
  const paths = leafPaths(objects, DEPTH);
  return Object.fromEntries([
    ...paths.map((path) => [
      `${column}.${path}`,
      NOTES.has(plainName(path)) ? "ignore" : `input.${path.replace(/\.text\[0\]$/, "")}`,
    ]),
    [column, "ignore"],
  ]);
}

const memberNames = (objects: readonly object[]): string[] => [
  ...new Set(objects.flatMap((object) => Object.keys(object))),
];

const scalarMembers = (objects: readonly { [key: string]: JsonValue }[]): string[] =>
  memberNames(objects).filter((member) =>
    objects.every((object) => typeof (object[member] ?? "") !== "object"),
  );

/** Members that hold no further object; of SQuAD's answers the first text. */
function leafPaths(objects: readonly { [key: string]: JsonValue }[], depth: number): string[] {
  return memberNames(objects).flatMap((member) => {
    const inner = objects.flatMap((object) => {
      const value = object[member];
      return value !== undefined && isJsonObject(value) ? [value] : [];
    });
    if (inner.length === 0 || depth === 1) return [member];
    const isAnswers = inner.every(({ text }) => Array.isArray(text));
    if (isAnswers && member === "answers") return [`${member}.text[0]`];
    return leafPaths(inner, depth - 1).map((path) => `${member}.${path}`);
  });
}

function sampleOf(file: ImportFile, column: string): JsonValue[] {
  return file.rows.slice(0, SAMPLE).flatMap(({ cells }) => {
    const value = parseCell(cells.get(column));
    return value === undefined || value === null || value === "" ? [] : [value];
  });
}
