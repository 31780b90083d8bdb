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
    ...["comments", "mediaReferences", "customColumnKeyValues"],
  ].map(plainName),
);
/** Where a generated row comes from: nothing that a prompt is asked, but good for segments. */
const PROVENANCE = new Set(
  ["source_file", "synthesizer_name", "evolution_type", "episode_done"].map(plainName),
);

/**
 * Without case, spaces, `_` and `-`, and of a path only its last name: `item.Expected Output` is `expectedoutput`.
 * The first text of SQuAD's answers is its answers.
 */
export function plainName(name: string): string {
  const [last = ""] = name
    .replace(/\.text\[0\]$/, "")
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
  const mapping = suggestPairs(file.columns.filter((column) => !variables.includes(column)));
  const names = new Set(
    file.columns.filter((column) => !isEmptyColumn(file, column)).map(plainName),
  );
  const hasGroup = file.columns.some((column) => isGroup(column));
  for (const column of file.columns) {
    const target = parseColumn(column, isText);
    const values = sampleOf(file, column);
    if (variables.includes(column) || mapping[column]) continue;
    if (target.to === "input" && hasGroup && NOTES.has(plainName(column))) {
      mapping[column] = "ignore";
    }
    if (values.length === 0) {
      const isBare = target.to === "input" && !isInGroup(column);
      if (isBare && file.columns.length > 1 && isEmptyColumn(file, column)) {
        mapping[column] = "ignore";
      }
      continue;
    }
    if (target.to === "attribute") {
      if (values.some((value) => typeof value === "object")) mapping[column] = "ignore";
    } else if (target.to === "split") {
      if (!values.every(isSplit)) mapping[column] = "attr.split";
    } else if (target.to === "expected") {
      const expected = expectedTarget(file, column, isText);
      if (target.field === null && !target.isJson && expected !== "expected")
        mapping[column] = expected;
    } else if (target.to === "input") {
      const name = plainName(column);
      const objects = values.filter(isJsonObject);
      if (mapping[column]) continue;
      if (objects.length === values.length && !isInGroup(column)) {
        const target = expectedTarget(file, column, isText);
        Object.assign(mapping, suggestMembers(column, objects, { names, target }));
      } else if (PROVENANCE.has(name)) mapping[column] = `attr.${column}`;
      else if (name === "metadata" || (name === "tags" && values.some(Array.isArray))) {
        mapping[column] = "ignore";
      }
    }
  }
  return mapping;
}

/** A column without any value is no variable. */
const isEmptyColumn = ({ filled }: ImportFile, column: string): boolean => !filled.has(column);

/** `expected`, or in a file of texts whose cells are objects `expected:json`. */
export function expectedTarget(file: ImportFile, column: string, isText: boolean): string {
  if (!isText || !file.objectLike.has(column)) return "expected";
  const values = sampleOf(file, column);
  return values.length > 0 && values.every(isJsonObject) ? "expected:json" : "expected";
}

const INPUT_OF = /^inputs?[._](.+)$/;
const OUTPUT_OF = /^outputs?[._](.+)$/;
const REFERENCE_OF = /^reference_outputs?[._](.+)$/;

/** `inputs.question` and `outputs.answer`, or with `_`, as columns of their own. */
function suggestPairs(columns: readonly string[]): Record<string, string> {
  const matching = (pattern: RegExp) =>
    columns.flatMap((column) => {
      const [, name] = pattern.exec(column) ?? [];
      return name === undefined ? [] : [[column, name] as const];
    });
  const inputs = matching(INPUT_OF);
  const references = matching(REFERENCE_OF);
  const outputs = matching(OUTPUT_OF);
  const expectedColumns = references.length > 0 ? references : outputs;
  if (inputs.length === 0 || expectedColumns.length === 0) return {};
  return Object.fromEntries([
    ...outputs.map(([column]) => [column, "ignore"]),
    ...inputs.map(([column, name]) => [column, `input.${name}`]),
    ...expectedColumns.map(([column, name]) => [
      column,
      expectedColumns.length === 1 ? "expected" : `expected.${name}`,
    ]),
  ]);
}

const isInGroup = (column: string): boolean => column.includes(".");

const isGroup = (column: string) =>
  /^(?:inputs?|vars)\./.test(column) || ROW_NAMES.includes(plainName(column));

const isSplit = (value: JsonValue) => value === "development" || value === "holdout";

/** An object in a column of its own: a case, an answer, or a variable that is an object. */
function suggestMembers(
  column: string,
  objects: { [key: string]: JsonValue }[],
  { names, target }: { names: ReadonlySet<string>; target: string },
): Record<string, string> {
  const name = plainName(column);
  if (OUTPUT_NAMES.includes(name)) {
    if (name === "outputs" && names.has("referenceoutputs")) return { [column]: "ignore" };
    const [only, ...more] = memberNames(objects);
    return only && more.length === 0
      ? { [`${column}.${only}`]: "expected", [column]: "ignore" }
      : { [column]: target };
  }
  if (name === "metadata" || name === "additionalmetadata") {
    return Object.fromEntries(
      scalarMembers(objects).map((member) => [`${column}.${member}`, `attr.${member}`]),
    );
  }
  if (name === "answers" && memberNames(objects).includes("text")) {
    return { [`${column}.text[0]`]: "expected", [column]: "ignore" };
  }
  if (!ROW_NAMES.includes(name)) return {};
  const paths = leafPaths(objects, DEPTH);
  const isWholeRow = !/^inputs?$/.test(name) && !names.has("id");
  const targetOf = (path: string) => {
    if (path === "id" && isWholeRow) return "id";
    return NOTES.has(plainName(path)) ? "ignore" : `input.${path.replace(/\.text\[0\]$/, "")}`;
  };
  return Object.fromEntries([
    ...paths.map((path) => [`${column}.${path}`, targetOf(path)]),
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
  return file.sample.slice(0, SAMPLE).flatMap(({ cells }) => {
    const value = parseCell(cells.get(column));
    return value === undefined || value === null || value === "" ? [] : [value];
  });
}
