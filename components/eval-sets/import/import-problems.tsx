"use client";
import { Download } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Table, Td, Th } from "@/components/ui/data/table";
import { linkClass } from "@/components/ui/text/link-class";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { formatCount, formatCountOf } from "@/lib/format-number";

const SHOWN = 50;

/** Rows that are left out, and why; rows that look like others, which are imported all the same. */
export function ImportProblems({ report, fileName }: { report: ImportReport; fileName: string }) {
  const { errors, errorRows, duplicates, skipped, nearDuplicates } = report;
  if (errors.length + duplicates.length + nearDuplicates.length === 0) {
    return <p className="text-12 text-text-2">Every row can be imported.</p>;
  }
  return (
    <div className="grid gap-3">
      {errors.length > 0 && (
        <Problems
          title={`${formatCountOf(errorRows, "row")} with errors`}
          rows={errors}
          download={`${fileName}-errors.txt`}
        />
      )}
      {duplicates.length > 0 && (
        <Problems
          title={`${formatCountOf(skipped, "duplicate")}, left out`}
          rows={duplicates}
          isFolded
        />
      )}
      {nearDuplicates.length > 0 && (
        <Problems
          title={`${formatCount(nearDuplicates.length)}${nearDuplicates.length === 1000 ? " or more" : ""} ${nearDuplicates.length === 1 ? "near-duplicate" : "near-duplicates"}, imported`}
          rows={nearDuplicates}
          isFolded
        />
      )}
    </div>
  );
}

interface Row {
  row: number;
  column?: string | undefined;
  of?: string | undefined;
  text?: string | undefined;
  message: string;
}

function Problems({
  title,
  rows,
  isFolded,
  download,
}: {
  title: string;
  rows: Row[];
  isFolded?: boolean;
  download?: string;
}) {
  return (
    <details open={!isFolded}>
      <summary className="mb-1 cursor-pointer text-14 font-semibold">{title}</summary>
      <div className="max-h-60 overflow-auto">
        <Table label={title} dense>
          <thead>
            <tr>
              <Th num>Data row</Th>
              <Th>What is wrong</Th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row can have several errors
              <tr key={index}>
                <Td num>{problem.row === 0 ? "–" : formatCount(problem.row)}</Td>
                <Td className="text-12">
                  {problem.column && <code>{problem.column}</code>} {problem.message}
                  {problem.text && <span className="block truncate">“{problem.text}”</span>}
                  {problem.of && <span className="text-text-3 font-mono"> {problem.of}</span>}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {rows.length > SHOWN && (
        <p className="text-12 text-text-3 mt-1">
          The first {SHOWN} of {formatCount(rows.length)}.
        </p>
      )}
      {download && (
        <a
          className={cn(linkClass, "text-12 inline-flex items-center gap-1")}
          download={download}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(
            rows
              .slice(0, 2_000)
              .map(({ row, column, message }) => `row ${row}\t${column ?? ""}\t${message}`)
              .join("\n"),
          )}`}
        >
          <Download className="size-3.5" aria-hidden="true" />
          Download them
        </a>
      )}
    </details>
  );
}
