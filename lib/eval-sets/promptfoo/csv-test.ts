import type { JsonObject, JsonValue } from "@/lib/scorers/json-value";
import { parseAssertionText } from "./parse-assertion-text";

/** A row of promptfoo's CSV as a test: columns that begin with `__` say more than a variable. */
export function csvTest(record: Readonly<Record<string, string>>): JsonObject {
  const vars: JsonObject = {};
  const metadata: JsonObject = {};
  const options: JsonObject = {};
  const test: JsonObject = {};
  const assertions = new Map<string, JsonObject>();
  const settings: [string, string, string][] = [];
  for (const [column, cell] of Object.entries(record)) {
    if (!column.startsWith("__")) vars[column] = cell;
    else if (cell.trim() === "") continue;
    else if (/^__expected\d*$/.test(column)) assertions.set(column, parseAssertionText(cell));
    else if (column === "__prefix" || column === "__suffix") options[column.slice(2)] = cell;
    else if (column === "__threshold") test.threshold = Number(cell);
    else if (column.startsWith("__metadata:")) setMetadata(metadata, column.slice(11), cell);
    else if (column.startsWith("__config:")) {
      const [target = "", name = ""] = column.slice(9).split(":");
      settings.push([target, name, cell]);
    } else test[column.slice(2)] = cell;
  }
  for (const [target, name, cell] of settings) {
    const assertion = assertions.get(
      target === "__expected" && !assertions.has(target) ? "__expected1" : target,
    );
    if (assertion) assertion[name] = numberOr(cell);
  }
  const { metric, ...rest } = test;
  for (const assertion of assertions.values()) if (metric !== undefined) assertion.metric = metric;
  return {
    ...rest,
    vars,
    ...(assertions.size > 0 ? { assert: [...assertions.values()] } : {}),
    ...(Object.keys(options).length > 0 ? { options } : {}),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

/** `__metadata:tags[]` holds several values, with commas between them. */
function setMetadata(metadata: JsonObject, name: string, cell: string): void {
  if (!name.endsWith("[]")) metadata[name] = cell;
  else {
    metadata[name.slice(0, -2)] = cell
      .split(/(?<!\\),/)
      .map((item) => item.trim().replaceAll("\\,", ","));
  }
}

const numberOr = (cell: string): JsonValue =>
  cell.trim() !== "" && Number.isFinite(Number(cell)) ? Number(cell) : cell;
