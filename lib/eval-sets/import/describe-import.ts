import type { PromptfooSummary } from "@/lib/eval-sets/promptfoo/test-drafts";
import { MAX_ERRORS } from "@/lib/http/files/import-file";
import type { ScorerSpec } from "@/lib/scorers/contract";
import type { ImportPlan } from "./import-plan";
import type { Duplicate, ImportReport } from "./import-report";
import type { Reading } from "./plan-rows";

/** What came of a file, every row accounted for. */
export function describeImport(
  reading: Reading,
  plan: ImportPlan,
  { revision, dryRun, near }: { revision: number; dryRun: boolean; near: Duplicate[] },
): ImportReport {
  const { file, checked } = reading;
  const suggested = new Map<string, ScorerSpec>();
  for (const spec of file.suggestedScorers) suggested.set(JSON.stringify(spec), spec);
  return {
    rows: file.rowCount,
    imported: plan.imported,
    updated: plan.updated,
    updatedCases: plan.updatedCases,
    skipped: plan.skipped,
    errorRows: checked.errorRows + plan.errorRows,
    errors: [...checked.errors, ...plan.errors]
      .sort((one, two) => one.row - two.row)
      .slice(0, MAX_ERRORS),
    duplicates: plan.duplicates,
    nearDuplicates: near,
    relabels: plan.relabels,
    newBySplit: plan.newBySplit,
    columns: reading.columns,
    encoding: reading.encoding,
    warnings: [...checked.warnings, ...expectationWarning(reading)],
    suggestedScorers: [...suggested.values()],
    ...promptfooPart(file.promptfoo),
    dryRun,
    revision,
  };
}

function promptfooPart(
  summary: PromptfooSummary | undefined,
): Pick<ImportReport, "assertions" | "promptfoo"> {
  if (!summary) return {};
  const { assertions, ...promptfoo } = summary;
  const { run, stored } = assertions;
  return {
    assertions: { run, storedCount: stored.length, stored: stored.slice(0, MAX_ERRORS) },
    promptfoo,
  };
}

/** Many sets expect nothing, for judges; who forgot the column would otherwise learn it from a run of errors. */
function expectationWarning({ checked, suggestion }: Reading): string[] {
  if (checked.good === 0 || checked.hasExpectation) return [];
  const hint =
    suggestion !== null
      ? ` Is it the column “${suggestion}”? Map it to expected.`
      : " Map a column to expected if the file has one.";
  return [`No row has an expected value, so scorers have nothing to compare with.${hint}`];
}
