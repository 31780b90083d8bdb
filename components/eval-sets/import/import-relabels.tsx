"use client";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Table, Td, Th } from "@/components/ui/data/table";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { formatCount, formatCountOf } from "@/lib/format-number";
import type { ImportPreview } from "./use-import-preview";

const SHOWN = 50;

/** Rows that expect something else than the case with their input: a correction, or a case of their own. */
export function ImportRelabels({ state, report }: { state: ImportPreview; report: ImportReport }) {
  const { relabels } = report;
  if (relabels.length === 0) return null;
  const title = `${formatCountOf(relabels.length, "row")} with a different expected value`;
  return (
    <section className="grid gap-2">
      <h3>{title}</h3>
      <RadioGroup
        label="Their inputs are already in the set"
        value={state.relabel}
        onValueChange={state.setRelabel}
        options={[
          { value: "add", label: "Add them as new cases" },
          { value: "update", label: "Update the expected value of those cases" },
        ]}
      />
      <div className="max-h-60 overflow-auto">
        <Table label={title} dense>
          <thead>
            <tr>
              <Th num>Data row</Th>
              <Th>Input</Th>
              <Th>Now</Th>
              <Th>In the file</Th>
            </tr>
          </thead>
          <tbody>
            {relabels.slice(0, SHOWN).map(({ row, text, from, to }) => (
              <tr key={row}>
                <Td num>{formatCount(row)}</Td>
                <Td className="text-12">
                  <span className="block max-w-40 truncate">{text}</span>
                </Td>
                <Td className="font-mono text-12">{show(from)}</Td>
                <Td className="font-mono text-12">{show(to)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {relabels.length > SHOWN && (
        <p className="text-12 text-text-3">
          The first {SHOWN} of {formatCount(relabels.length)}.
        </p>
      )}
    </section>
  );
}

function show(value: unknown): string {
  if (value === null) return "nothing";
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, 60);
}
