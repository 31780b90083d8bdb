"use client";
import { Table, Td, Th } from "@/components/ui/data/table";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { ImportPath } from "./import-path";
import { ImportTarget } from "./import-target";

interface Props {
  report: ImportReport;
  mapping: Record<string, string>;
  onChange: (column: string, target: string) => void;
  set: EvalSetDetail;
}

/** What each column of the file becomes. */
export function ImportColumns({ report, mapping, onChange, set }: Props) {
  return (
    <section className="min-w-0">
      <h3 className="mb-2">Columns</h3>
      <Table label="Columns of the file" dense>
        <thead>
          <tr>
            <Th>In the file</Th>
            <Th>First value</Th>
            <Th style={{ width: 190 }}>Becomes</Th>
          </tr>
        </thead>
        <tbody>
          {report.columns.map(({ column, target, sample, isSuggested }) => (
            <tr key={column}>
              <Td>
                <span className="block max-w-36 truncate font-mono text-12">{column}</span>
              </Td>
              <Td>
                <span className="text-text-2 block max-w-36 truncate text-12">
                  {sample || "empty"}
                </span>
              </Td>
              <Td>
                <ImportTarget
                  column={column}
                  target={mapping[column] ?? target}
                  targets={targetsOf(column, mapping[column] ?? target, set)}
                  onChange={(value) => onChange(column, value)}
                />
                {isSuggested && <span className="text-12 text-text-3">suggested by its name</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <ImportPath
        columns={report.columns.map(({ column }) => column)}
        onAdd={(path) =>
          onChange(
            path,
            `input.${path
              .replaceAll(/\[\d+\]/g, "")
              .split(".")
              .at(-1)}`,
          )
        }
      />
      <p className="text-12 text-text-3 mt-2">
        A variable is input.name, an attribute is attr.name.
      </p>
    </section>
  );
}

function targetsOf(column: string, target: string, set: EvalSetDetail): string[] {
  const name = column.replace(/^(input|vars|expected|attr|metadata)\./, "");
  return [
    ...new Set([
      target,
      `input.${name}`,
      ...set.variables.map((variable) => `input.${variable}`),
      "expected",
      ...set.expectedFields.map((field) => `expected.${field}`),
      `expected.${name}`,
      `attr.${name}`,
      "id",
      "kind",
      "split",
      "ignore",
    ]),
  ];
}
