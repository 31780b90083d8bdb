"use client";
import { Badge } from "@/components/ui/data/badge";
import { Table, Td, Th } from "@/components/ui/data/table";
import type { ImportDocumentsReport } from "@/lib/documents/import/import-report";
import { formatCount } from "@/lib/format-number";

const TONE = { added: "pass", updated: "accent", unchanged: "default" } as const;
const MOST_ERRORS = 20;

/** The passages that the files become, each with the beginning of its text. */
export function ImportPassages({ report }: { report: ImportDocumentsReport }) {
  const { passages, added, updated, unchanged } = report;
  const total = added + updated + unchanged;
  if (total === 0) return null;
  return (
    <section className="grid gap-2">
      <h3>Passages</h3>
      <ol className="grid divide-y rounded-lg border" aria-label="Passages">
        {passages.map(({ id, title, excerpt, length, state }) => (
          <li key={id} className="grid gap-1 px-3 py-2">
            <div className="flex items-baseline gap-2">
              <span className="min-w-0 truncate text-13 font-medium">{title || id}</span>
              <span className="min-w-0 truncate font-mono text-12 text-text-3">{id}</span>
              <span className="ml-auto flex-none text-12 text-text-3">
                {formatCount(length)} characters
              </span>
              <Badge tone={TONE[state]}>{state}</Badge>
            </div>
            <p className="line-clamp-2 text-12/5 break-words text-text-2">{excerpt}</p>
          </li>
        ))}
      </ol>
      {total > passages.length && (
        <p className="text-12 text-text-3">
          The first {formatCount(passages.length)} of {formatCount(total)}.
        </p>
      )}
    </section>
  );
}

/** Rows that are left out, and why. */
export function ImportErrors({ report }: { report: ImportDocumentsReport }) {
  const { errors, errorRows } = report;
  if (errors.length === 0) return null;
  return (
    <section className="grid gap-1">
      <h3>Errors</h3>
      <Table label="Errors" dense>
        <thead>
          <tr>
            <Th num>Row</Th>
            <Th>What is wrong</Th>
          </tr>
        </thead>
        <tbody>
          {errors.slice(0, MOST_ERRORS).map(({ file, row, message }) => (
            <tr key={`${file} ${row}`}>
              <Td num>{formatCount(row)}</Td>
              <Td className="text-12">
                {message} <span className="text-text-3">{file}</span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {errorRows > MOST_ERRORS && (
        <p className="text-12 text-text-3">
          The first {MOST_ERRORS} of {formatCount(errorRows)}.
        </p>
      )}
    </section>
  );
}
