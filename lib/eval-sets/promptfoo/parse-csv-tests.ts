import { type ImportFile, ImportFileBuilder } from "@/lib/http/files/import-file";
import type { JsonValue } from "@/lib/scorers/json-value";
import { csvTest } from "./csv-test";
import { mergeTest } from "./merge-test";
import { ProviderList } from "./provider-list";
import { type PromptfooFile, type PromptfooOptions, TestDrafts } from "./test-drafts";
import { UploadedFiles } from "./uploaded-files";

/** Whether a CSV's columns say assertions as promptfoo's do. */
export const isCsvOfTests = ({ columns }: ImportFile): boolean =>
  columns.some((column) => /^__(?:expected\d*|metadata:.*|description|threshold)$/.test(column));

/**
 * A CSV of tests: the columns that begin with `__` become those of cases, and the others stay as they are, to be
 * mapped like those of any CSV.
 */
export async function parseCsvTests(
  file: ImportFile,
  { providers, checkScorers }: PromptfooOptions,
): Promise<PromptfooFile> {
  const builder = new ImportFileBuilder();
  const variables = file.columns.filter((column) => !column.startsWith("__"));
  builder.nameColumns([...variables]);
  const drafts = new TestDrafts(new UploadedFiles(), new ProviderList(providers));
  for (const error of file.errors) builder.addError(error);
  for await (const { row, cells } of file.rows) {
    const record = Object.fromEntries(cells) as Record<string, string>;
    const test = mergeTest({}, csvTest(record), null);
    const rest = new Map<string, JsonValue>(
      variables.map((column) => [column, cells.get(column) ?? ""]),
    );
    if (test.description !== null) rest.set("attr.description", test.description);
    for (const [name, value] of Object.entries(test.metadata)) {
      rest.set(`attr.${name}`, Array.isArray(value) ? value.join(", ") : value);
    }
    drafts.add(row, test, { cells: rest, vars: test.vars, isFirst: true });
  }
  drafts.storeUnusable(await checkScorers(drafts.scorers));
  const hasExpected = variables.some((column) => /^expected(?:$|[.:])/.test(column));
  return drafts.finish(builder, [], ({ row, cells, scorers, expected, remainder }) => {
    // A row's cells are text in a CSV: values are written as JSON.
    if (expected !== null && !hasExpected) {
      cells.set("expected:json", JSON.stringify(expected));
    }
    if (scorers.length > 0) cells.set("assertions", JSON.stringify(scorers));
    if (remainder) cells.set("promptfoo", JSON.stringify(remainder));
    builder.addRow(row, cells);
  });
}
