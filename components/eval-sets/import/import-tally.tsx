import { Stat, StatStrip } from "@/components/ui/data/stat";
import { Notice } from "@/components/ui/notice";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { formatCount } from "@/lib/format-number";

/** New, updated, duplicate and wrong rows: they add up to the rows of the file. */
export function ImportTally({ report }: { report: ImportReport }) {
  return (
    <>
      <StatStrip label="Import summary">
        <Stat label="new cases" value={formatCount(report.imported)} />
        <Stat label="updated" value={formatCount(report.updated)} />
        <Stat label="duplicates, left out" value={formatCount(report.skipped)} />
        <Stat
          label="rows with errors, left out"
          value={formatCount(report.errorRows)}
          detail={report.errorRows > 0 ? "listed below" : undefined}
        />
      </StatStrip>
      {report.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      {report.suggestedScorers.length > 0 && (
        <Notice title="Scorers in the file:">
          {[...new Set(report.suggestedScorers.map(({ kind }) => kind))].join(", ")}. Set them as
          the default scorers in the set’s settings.
        </Notice>
      )}
    </>
  );
}
