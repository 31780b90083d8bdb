import type { ImportFile } from "@/lib/http/files/import-file";
import { addPathColumns } from "./add-path-columns";
import { mapColumns, suggestActual, suggestExpected } from "./map-columns";
import { expectedTarget, suggestColumns } from "./suggest-columns";

interface Wish {
  /** Column or path → target, as somebody wrote it; wins over every suggestion. */
  typed: Record<string, string>;
  isText: boolean;
  suggests: boolean;
  /** Of the set's cases. */
  variables: readonly string[];
}

/**
 * What the columns of a file become, and the places within columns that are mapped. Without `suggests` only
 * what was typed counts, and the probable expected column is told instead of taken.
 */
export function planColumns(
  file: ImportFile,
  { typed, isText, suggests, variables }: Wish,
): { mapping: Record<string, string>; suggestion: string | null } {
  const suggested = suggests ? suggestColumns(file, { isText, variables }) : {};
  const isExpected = (target: string) => /^expected(?:$|[.:])/.test(target);
  const mapping: Record<string, string> = {};
  const takesExpected = Object.values(typed).some(isExpected);
  for (const [column, target] of Object.entries(suggested)) {
    mapping[column] = takesExpected && isExpected(target) ? "ignore" : target;
  }
  Object.assign(mapping, typed);
  for (const head of addPathColumns(file, Object.keys(mapping))) mapping[head] ??= "ignore";
  const suggestion = suggestExpected(file.columns, { mapping, typed, isText }, variables);
  if (!suggests) return { mapping, suggestion };
  if (suggestion) mapping[suggestion] = expectedTarget(file, suggestion, isText);
  const targets = mapColumns(file.columns, { mapping, isText });
  const actual = suggestActual(targets, variables).filter((column) => !(column in typed));
  const inputs = [...targets.values()].filter(({ to }) => to === "input").length;
  // A file of nothing but answers keeps them: something has to be the input.
  if (actual.length < inputs) for (const column of actual) mapping[column] = "ignore";
  return { mapping, suggestion: null };
}
